using System.Text.Json;
using System.Text.RegularExpressions;
using RecipePicks.State;

namespace RecipePicks.Sources;

/// <summary>
/// What a document's path tells, <c>aws/111122223333/us-east-1/lambda-get-policy.orders.json</c>, or the line of the
/// manifest about it, which is surer. The CLI's output seldom says which account and region it is of.
/// </summary>
internal sealed partial class DocumentName
{
    /// <summary>Reads a name.</summary>
    /// <param name="name">The part's name.</param>
    /// <param name="line">What the manifest says of it; null when there is none.</param>
    public DocumentName(string name, CliAnswer? line = null)
    {
        var place = name.LastIndexOfAny(['/', '!']);
        var file = name[(place + 1)..];
        var (folder, dot) = (name[..Math.Max(place, 0)], file.IndexOf('.', StringComparison.Ordinal));
        var end = file.LastIndexOf(".json", StringComparison.Ordinal);
        var subject = dot >= 0 && end > dot ? file[(dot + 1)..end] : null;
        Line = line;
        Call = line?.Call ?? CliLayout.CallOf(file);
        Base = line is null ? file : line.Call.Replace(' ', '-');
        AccountId = line?.Account ?? Group(InAccount().Match(name), "account");
        RegionName =
            line is not null ? line.Region
            : folder.EndsWith($"/{CliLayout.Global}", StringComparison.Ordinal) ? null
            : Group(InRegion().Match(folder + "/"), "region") ?? Group(InRegion().Match(file), "region");
        Subject =
            line is not null ? line.Subject
            : subject is null || Region().IsMatch(subject) ? []
            : CliLayout.Parts(subject);
        var one = Subject.Count == 1 ? Subject[0] : null;
        var members = new[]
        {
            ("account", AccountId),
            ("region", RegionName),
            ("subject", one),
            ("first", Subject.Count > 0 ? Subject[0] : null),
        }.Where(m => m.Item2 is not null);
        Element = JsonElement.Parse(
            "{" + string.Join(',', members.Select(m => $"\"{m.Item1}\":{StateJson.Quote(m.Item2!)}")) + "}"
        );
    }

    /// <summary>The name without its folders; with a line of the manifest, the command.</summary>
    public string Base { get; }

    /// <summary>The command, when the name begins with one.</summary>
    public string? Call { get; }

    /// <summary>What the manifest says.</summary>
    public CliAnswer? Line { get; }

    /// <summary>The account, when a folder or a part of the name is one.</summary>
    public string? AccountId { get; }

    /// <summary>The region, when a folder or a part of the name is one.</summary>
    public string? RegionName { get; }

    /// <summary>What the call was about: the bucket; the function and its alias.</summary>
    public IReadOnlyList<string> Subject { get; }

    /// <summary>
    /// Account, region, subject and the subject's first part as members, for paths; a subject of several parts is no resource's
    /// name by itself.
    /// </summary>
    public JsonElement Element { get; }

    private static string? Group(Match match, string name) => match.Success ? match.Groups[name].Value : null;

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

    [GeneratedRegex("^[a-z]{2}(-[a-z]{2,12}){1,3}-[0-9]$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Region();
}
