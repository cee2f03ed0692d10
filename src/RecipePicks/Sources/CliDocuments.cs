using System.Text.Json;
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
            var places = StatePlaces.None.With("document", root).With("file", file.Element);
            foreach (var item in kind.Each is { } each ? places.All(each) : [root])
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
                        Account = Or(Arn.TryParse(arn)?.Account, file.AccountId),
                        Region = Or(Arn.TryParse(arn)?.Region, file.RegionName),
                        CaptureTime = file.Line?.Time,
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
