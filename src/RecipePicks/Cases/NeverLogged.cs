using System.Reflection;
using System.Text.Json;
using RecipePicks.Letters;

namespace RecipePicks.Cases;

/// <summary>What CloudTrail never records, told where it matters; the knowledge is <c>never-logged.json</c>.</summary>
internal static class NeverLogged
{
    private static readonly Lazy<IReadOnlyList<Entry>> All = new(Read);

    /// <summary>An entry of the knowledge.</summary>
    /// <param name="What">What is never recorded.</param>
    /// <param name="Letters">The letters that it concerns, by key.</param>
    /// <param name="Kinds">Kinds of leads for which it matters.</param>
    /// <param name="Calls">Calls after which it matters, without their versions.</param>
    /// <param name="Text">The sentence.</param>
    internal sealed record Entry(
        string What,
        IReadOnlySet<string> Letters,
        IReadOnlySet<string> Kinds,
        IReadOnlyList<string> Calls,
        string Text
    );

    /// <summary>The entries.</summary>
    public static IReadOnlyList<Entry> Entries => All.Value;

    /// <summary>Picks those that matter to an inquiry.</summary>
    public static IReadOnlyList<Entry> For(Inquiry inquiry)
    {
        var kinds = inquiry.Leads.Select(l => AwsResource.Of(l).Kind).ToHashSet(StringComparer.Ordinal);
        var calls = inquiry
            .Named.Events.Select(e => e.Row.Text("eventname"))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        if (!inquiry.Callers.IsEmpty && inquiry.Leads.Any(l => l.Kind != LeadKind.Resource))
        {
            calls.UnionWith(
                inquiry
                    .AskAboutCallers(Question.Load("Caller/calls-by-name"), Inquiry.MostRows)
                    .Rows.Select(r => r.Text("eventname"))
                    .OfType<string>()
            );
        }

        return
        [
            .. Entries.Where(e =>
                e.Kinds.Overlaps(kinds)
                || e.Calls.Any(c =>
                    calls.Any(n => n.StartsWith(c, StringComparison.Ordinal) && IsVersion(n[c.Length..]))
                )
            ),
        ];
    }

    // CreateFunction20150331, UpdateFunctionConfiguration20150331v2
    private static bool IsVersion(string rest) => rest.Length == 0 || char.IsAsciiDigit(rest[0]);

    private static List<Entry> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Cases/never-logged.json")!;
        using var document = JsonDocument.Parse(stream);
        return
        [
            .. document
                .RootElement.GetProperty("entries")
                .EnumerateArray()
                .Select(e => new Entry(
                    e.GetProperty("what").GetString()!,
                    Texts(e, "letters").ToHashSet(StringComparer.Ordinal),
                    Texts(e, "kinds").ToHashSet(StringComparer.Ordinal),
                    [.. Texts(e, "calls")],
                    e.GetProperty("text").GetString()!
                )),
        ];
    }

    private static IEnumerable<string> Texts(JsonElement entry, string member) =>
        entry.GetProperty(member).EnumerateArray().Select(v => v.GetString()!);
}
