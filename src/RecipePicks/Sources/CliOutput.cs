using System.Text.Json;
using RecipePicks.State;

namespace RecipePicks.Sources;

/// <summary>
/// Keeps what <c>aws … --output json</c> printed as a whole, with the call that it answers, and what a manifest says of
/// calls that printed nothing. A row each: the form is <c>aws s3api get-bucket-policy</c>, the id what was asked about,
/// the status the outcome. <c>picks collect</c> makes such files; hands can too.
/// </summary>
internal static class CliOutput
{
    /// <summary>How the form of such a row begins.</summary>
    public const string Form = "aws ";

    /// <summary>A document longer than this is kept in pages of its own shape, each a row.</summary>
    public const int Page = 1 << 20;

    /// <summary>What a document is kept as.</summary>
    /// <param name="root">The document.</param>
    /// <param name="file">What its path and its manifest tell.</param>
    /// <returns>A row a page; none when the call, or what it was asked about, is not told.</returns>
    public static IEnumerable<ConfigItem> Items(JsonElement root, DocumentName file)
    {
        if (root.ValueKind != JsonValueKind.Object || CallOf(root, file) is not { } call)
        {
            return [];
        }

        var known = CliCalls.Of(call);
        var subject = file.Subject.Count > 0 ? file.Subject : Told(root, known);
        var account = file.AccountId ?? known.Select(k => AccountIn(root, k)).FirstOrDefault(a => a is not null);
        return Pages(root)
            .Select(page => Row(call, subject, account, file.RegionName, file.Line) with { Configuration = page });
    }

    /// <summary>What a line of a manifest is kept as: nothing when its file holds the answer.</summary>
    /// <param name="answer">The line.</param>
    public static ConfigItem? Item(CliAnswer answer) =>
        answer is { Outcome: CliAnswer.Ok, File: not null }
            ? null
            : Row(answer.Call, answer.Subject, answer.Account, answer.Region, answer);

    /// <summary>Why a document cannot be kept; null when it is no output that the program knows.</summary>
    /// <param name="root">The document.</param>
    public static string? Problem(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && CliCalls.ThatPrint(root) is [var first, ..] calls
            ? $"AWS CLI output that does not say what it is of: {string.Join(", ", calls.Take(3))}"
                + $"{(calls.Count > 3 ? " and others print" : calls.Count > 1 ? " print" : " prints")} such; "
                + $"name it as in 111122223333/{CliLayout.File(first, null, CliCalls.Of(first)[0].Subject.Select(o => o))}"
            : null;

    private static string? CallOf(JsonElement root, DocumentName file)
    {
        if (file.Call is { } named)
        {
            return named;
        }

        return CliCalls.ThatPrint(root) is [var only] && IsWhole(root, CliCalls.Of(only)) ? only : null;
    }

    // A call that is asked about something is known only with what it was asked about.
    private static bool IsWhole(JsonElement root, IReadOnlyList<CliCall> known) =>
        known[0].Subject.Count == 0 || Told(root, known).Count == known[0].Subject.Count;

    // Some outputs repeat what was asked: --snapshot-id is their SnapshotId, --role-name the RoleName of their Role.
    private static IReadOnlyList<string> Told(JsonElement root, IReadOnlyList<CliCall> known) =>
        known.Count == 0
            ? []
            :
            [
                .. known[0]
                    .Subject.Select(option =>
                        Members(root)
                            .Where(m =>
                                string.Equals(
                                    m.Name,
                                    option.Replace("-", "", StringComparison.Ordinal),
                                    StringComparison.OrdinalIgnoreCase
                                )
                            )
                            .Select(m => StatePlaces.Text(m.Value))
                            .FirstOrDefault()
                    )
                    .OfType<string>(),
            ];

    // What is all of an output is named by its own members, or by them after it: --cluster-id is the Id of their Cluster.
    private static IEnumerable<(string Name, JsonElement Value)> Members(JsonElement root)
    {
        var own = root.EnumerateObject().Select(m => (m.Name, m.Value)).ToList();
        return own is [(var name, { ValueKind: JsonValueKind.Object } one)]
            ? own.Concat(one.EnumerateObject().SelectMany(m => new[] { (m.Name, m.Value), (name + m.Name, m.Value) }))
            : own;
    }

    private static string? AccountIn(JsonElement root, CliCall known) =>
        (known.Account ?? [])
            .SelectMany(path => JsonPath.Values(root, path))
            .Select(value => Arn.TryParse(value) is { } arn ? arn.Account : value)
            .FirstOrDefault(value => value.Length == 12);

    private static ConfigItem Row(
        string call,
        IReadOnlyList<string> subject,
        string? account,
        string? region,
        CliAnswer? answer
    ) =>
        new()
        {
            Form = Form + call,
            Type = CliCalls.Of(call) is [var known, ..] ? known.Of : "AWS::::Account",
            Id = subject.Count > 0 ? string.Join(',', subject) : null,
            Account = account,
            Region = region,
            CaptureTime = answer?.Time,
            Status = answer?.Outcome ?? CliAnswer.Ok,
            Supplementary = answer is null
                ? null
                : JsonSerializer.Serialize(
                    new CliAsked(answer.Parameters, answer.Code, answer.Message),
                    SourceJson.Default.CliAsked
                ),
        };

    // Large are only documents that list: each page has some items of the lists.
    private static IEnumerable<string> Pages(JsonElement root)
    {
        var whole = root.GetRawText();
        if (whole.Length <= Page)
        {
            yield return whole;
            yield break;
        }

        var page = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var size = 0;
        foreach (var (name, value, isItem) in Pieces(root))
        {
            if (size > 0 && size + value.Length > Page)
            {
                yield return Text(page);
                (page, size) = (new(StringComparer.Ordinal), 0);
            }

            size += value.Length;
            (page.TryGetValue(name, out var list) ? list : page[name] = isItem ? ["["] : []).Add(value);
        }

        yield return Text(page);
    }

    private static IEnumerable<(string Name, string Value, bool IsItem)> Pieces(JsonElement root) =>
        root.EnumerateObject()
            .SelectMany(m =>
                m.Value.ValueKind == JsonValueKind.Array
                    ? m.Value.EnumerateArray().Select(i => (m.Name, i.GetRawText(), true))
                    : [(m.Name, m.Value.GetRawText(), false)]
            );

    private static string Text(Dictionary<string, List<string>> page) =>
        "{"
        + string.Join(
            ',',
            page.Select(m =>
                $"{StateJson.Quote(m.Key)}:"
                + (m.Value[0] == "[" ? $"[{string.Join(',', m.Value.Skip(1))}]" : m.Value[0])
            )
        )
        + "}";
}

/// <summary>What a row keeps of a call beside its output.</summary>
/// <param name="Parameters">Its options and their values.</param>
/// <param name="Code">AWS's code of the error.</param>
/// <param name="Message">What the AWS CLI said.</param>
internal sealed record CliAsked(IReadOnlyDictionary<string, string> Parameters, string? Code, string? Message);
