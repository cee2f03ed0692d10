using System.Text.Json;
using System.Text.RegularExpressions;
using RecipePicks.State;

namespace RecipePicks.Sources;

/// <summary>
/// Recognises what <c>aws … --output json</c> printed by its members, and by the file's name where those do not tell; the
/// kinds are entries of the knowledge of replay.
/// </summary>
internal static class CliDocuments
{
    /// <summary>Whether a document is of a known kind, with resources in it or without.</summary>
    public static bool IsKnown(JsonElement root, DocumentName file) => Kinds(root, file).Count > 0;

    /// <summary>The resources in a document.</summary>
    public static IEnumerable<ConfigItem> Items(JsonElement root, DocumentName file)
    {
        foreach (var kind in Kinds(root, file))
        {
            var places = new StatePlaces(
                new Dictionary<string, JsonElement> { ["document"] = root, ["file"] = file.Element }
            );
            foreach (var item in kind.Each is { } each ? places.All(each).ToList() : [root])
            {
                var inside = places.With("item", item);
                var names = (kind.Names ?? [])
                    .SelectMany(inside.All)
                    .Select(StatePlaces.Text)
                    .OfType<string>()
                    .ToList();
                var arn = names.Find(n => n.StartsWith("arn:", StringComparison.Ordinal));
                var plain = names.FindAll(n => n != arn);
                if (names.Count > 0)
                {
                    yield return new ConfigItem
                    {
                        Form = kind.Form,
                        Type = kind.Type,
                        Name = plain.Count > 0 ? plain[0] : null,
                        Id = plain.Count > 1 ? plain[1] : null,
                        Arn = arn,
                        Account = Or(Arn.TryParse(arn)?.Account, file.Account),
                        Region = Or(Arn.TryParse(arn)?.Region, file.Region),
                        Configuration = item.GetRawText(),
                    };
                }
            }
        }
    }

    // A kind that names its command is surer than one that goes by members alone.
    private static List<DocumentEntry> Kinds(JsonElement root, DocumentName file)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var kinds = StateKnowledge
            .Default.File.Documents.Where(d =>
                d.Has is { } has
                && has.All(m => root.TryGetProperty(m, out _))
                && (d.Command is null || file.Base.StartsWith(d.Command, StringComparison.Ordinal))
            )
            .ToList();
        return kinds.Exists(k => k.Command is not null) ? kinds.FindAll(k => k.Command is not null) : kinds;
    }

    private static string? Or(string? one, string? other) => string.IsNullOrEmpty(one) ? other : one;
}

/// <summary>
/// What a document's file name tells: <c>aws/111122223333/ec2-describe-snapshots.us-east-1.json</c>. The CLI's output
/// seldom says which account and region it is of.
/// </summary>
internal sealed partial class DocumentName
{
    /// <summary>Reads a name.</summary>
    /// <param name="name">The part's name.</param>
    public DocumentName(string name)
    {
        Base = name[(name.LastIndexOfAny(['/', '!']) + 1)..];
        Account = InAccount().Match(name) is { Success: true } account ? account.Groups["account"].Value : null;
        Region = InRegion().Match(name) is { Success: true } region ? region.Groups["region"].Value : null;
        var dot = Base.IndexOf('.');
        var end = Base.LastIndexOf(".json", StringComparison.Ordinal);
        Subject = dot >= 0 && end > dot ? Base[(dot + 1)..end] : null;
        var members = new[] { ("account", Account), ("region", Region), ("subject", Subject) }.Where(m =>
            m.Item2 is not null
        );
        Element = JsonElement.Parse(
            "{" + string.Join(',', members.Select(m => $"\"{m.Item1}\":{StateJson.Quote(m.Item2!)}")) + "}"
        );
    }

    /// <summary>The name without its folders.</summary>
    public string Base { get; }

    /// <summary>The account, when a folder or a part of the name is one.</summary>
    public string? Account { get; }

    /// <summary>The region, when a part of the name is one.</summary>
    public string? Region { get; }

    /// <summary>What stands between the command and <c>.json</c>: the bucket, the function, the region.</summary>
    public string? Subject { get; }

    /// <summary>The same as members, for paths.</summary>
    public JsonElement Element { get; }

    [GeneratedRegex(
        "(^|[/!._-])(?<account>[0-9]{12})([/!._-]|$)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex InAccount();

    [GeneratedRegex(
        "(^|[/!._])(?<region>[a-z]{2}(-[a-z]{2,12}){1,3}-[0-9])([/!._]|$)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex InRegion();
}
