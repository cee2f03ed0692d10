using System.Text.Json;
using RecipePicks.Engines;
using RecipePicks.Exposure;
using RecipePicks.Sources;
using RecipePicks.State;

namespace RecipePicks.Letters;

/// <summary>
/// What the AWS CLI answered to one call, as <c>picks collect</c> or a responder kept it; or that it was refused, or that
/// there is none. A call that is not among them was not made, which is as unknown as one that was denied.
/// </summary>
/// <param name="Call">The command: <c>s3api get-bucket-policy</c>.</param>
/// <param name="Account">The account that was asked; null when nothing tells.</param>
/// <param name="Region">The region; null for what has none, and when nothing tells.</param>
/// <param name="Subject">What it was asked about, several values with commas between; null for nothing in particular.</param>
internal sealed record Collected(string Call, string? Account, string? Region, string? Subject)
{
    /// <summary><c>ok</c>, <c>absent</c> (there is none), <c>denied</c> or <c>failed</c> (both: unknown).</summary>
    public required string Outcome { get; init; }

    /// <summary>When it was answered, UTC; null when only a file without a manifest tells of it.</summary>
    public DateTime? Time { get; init; }

    /// <summary>What it printed, a large document in pages of its own shape; empty unless it was answered with something.</summary>
    public IReadOnlyList<JsonElement> Pages { get; init; } = [];

    /// <summary>Its options, when a manifest tells.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>AWS's code of the error.</summary>
    public string? Code { get; init; }

    /// <summary>What the AWS CLI said of the error.</summary>
    public string? Message { get; init; }

    /// <summary>The file that tells.</summary>
    public required string File { get; init; }

    /// <summary>Its record in that file, counted from 1.</summary>
    public long Record { get; init; }

    /// <summary>Whether AWS said all there is to say: an answer to its end, or that there is none.</summary>
    public bool IsKnown => Outcome == CliAnswer.Absent || (Outcome == CliAnswer.Ok && !Pages.Any(IsCut));

    /// <summary>The texts and numbers at a path in all its pages: <c>Buckets[].Name</c>.</summary>
    public IEnumerable<string> Values(string path) => Pages.SelectMany(p => JsonPath.Values(p, path));

    /// <summary>The items of a list in all its pages: <c>RoleDetailList</c>.</summary>
    public IEnumerable<JsonElement> Items(string list) =>
        Pages.SelectMany(p =>
            p.ValueKind == JsonValueKind.Object
            && p.TryGetProperty(list, out var items)
            && items.ValueKind == JsonValueKind.Array
                ? items.EnumerateArray()
                : []
        );

    /// <summary>Reads what a case holds of some calls: of each thing asked the latest answer, an undated one last.</summary>
    /// <param name="inquiry">The inquiry.</param>
    /// <param name="calls">The commands: <c>iam get-account-authorization-details</c>.</param>
    /// <returns>By call, account, region and subject; none on an engine that holds CloudTrail alone.</returns>
    public static IReadOnlyList<Collected> Of(Inquiry inquiry, params IReadOnlyList<string> calls)
    {
        try
        {
            return Of(
                inquiry
                    .Ask(
                        Question.Load("Resource/collected"),
                        new Dictionary<string, object?>
                        {
                            ["cli_calls"] = calls.Select(c => CliOutput.Form + c).ToList(),
                        }
                    )
                    .Rows
            );
        }
        catch (EngineException)
        {
            return [];
        }
    }

    /// <summary>Puts rows of <c>Resource/collected.sql</c> together.</summary>
    /// <param name="rows">The rows, in the query's order.</param>
    public static IReadOnlyList<Collected> Of(IEnumerable<QueryRow> rows) =>
        [
            .. rows.GroupBy(r =>
                    (r.Text("form"), r.Text("accountid"), r.Text("awsregion"), Subject: r.Text("resourceid"))
                )
                .Select(asked =>
                    asked
                        .GroupBy(r => (Time: r.Text("capturetime"), File: r.Text("file"), Outcome: r.Text("status")))
                        .Last()
                )
                .Select(Answer),
        ];

    private static Collected Answer(IEnumerable<QueryRow> pages)
    {
        var all = pages.ToList();
        var first = all[0];
        var asked = first.Text("supplementary") is { } json
            ? JsonSerializer.Deserialize(json, SourceJson.Default.CliAsked)
            : null;
        return new(
            first.Text("form")![CliOutput.Form.Length..],
            first.Text("accountid"),
            first.Text("awsregion"),
            first.Text("resourceid")
        )
        {
            Outcome = first.Text("status") ?? CliAnswer.Ok,
            Time = TimeWindow.Parse(first.Text("capturetime")),
            Pages =
            [
                .. all.Select(r => JsonWalk.Parse(r.Text("configuration")))
                    .Where(p => p.ValueKind != JsonValueKind.Undefined),
            ],
            Parameters = asked?.Parameters ?? new Dictionary<string, string>(),
            Code = asked?.Code,
            Message = asked?.Message,
            File = first.Text("file") ?? "",
            Record = first.Count("record"),
        };
    }

    // The CLI puts all pages together unless it was told to stop: then it says where it stopped.
    private static bool IsCut(JsonElement page) =>
        page.ValueKind == JsonValueKind.Object
        && (
            page.TryGetProperty("NextToken", out _)
            || (page.TryGetProperty("IsTruncated", out var cut) && cut.ValueKind == JsonValueKind.True)
            || (page.TryGetProperty("Truncated", out cut) && cut.ValueKind == JsonValueKind.True)
        );
}
