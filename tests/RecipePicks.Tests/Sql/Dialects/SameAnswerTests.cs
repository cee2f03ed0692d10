using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using RecipePicks.DuckDb;
using RecipePicks.Engines;
using RecipePicks.Letters;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Sql.Dialects;

/// <summary>What a dialect says of the bundled incident is what Athena's text says of it.</summary>
public sealed partial class SameAnswerTests : IDisposable
{
    private static readonly IReadOnlyDictionary<string, object?> s_none = new Dictionary<string, object?>(
        StringComparer.Ordinal
    );
    private readonly TempFolder _folder = new();
    private readonly Case _case;

    public SameAnswerTests()
    {
        TestCase.Load(_folder["case"], BundledIncident.Folder("AWSLogs"), BundledIncident.Folder("aws"));
        _case = Case.Open(_folder["case"]);
    }

    public void Dispose()
    {
        _case.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void DuckDB_by_itself_answers_as_the_case_does()
    {
        using var database = DuckDatabase.Open();
        using var plain = database.Connect();
        var asked = 0;
        foreach (var (athena, duck) in Pairs("duckdb"))
        {
            var text = duck.Replace("'case/segments/", $"'{_folder["case"]}/segments/", StringComparison.Ordinal);
            while (text.StartsWith("CREATE ", StringComparison.Ordinal))
            {
                var end = text.IndexOf('\n', StringComparison.Ordinal);
                plain.Execute(text[..end]);
                text = text[(end + 1)..];
            }

            using var result = plain.Query(text);
            var rows = result.Rows().Select(Line).Order(StringComparer.Ordinal).ToList();
            Assert.Equal(Ask(athena).Rows.Select(r => Line(r.Cells)).Order(StringComparer.Ordinal), rows);
            asked += rows.Count > 0 ? 1 : 0;
        }

        Assert.True(asked >= 20, $"{asked} had an answer");
    }

    [Fact]
    public void An_event_data_store_answers_as_Athenas_table_does()
    {
        var asked = 0;
        foreach (var (athena, lake) in Pairs("lake"))
        {
            var (wanted, got) = (Ask(athena), Ask(lake));
            Assert.Equal(Lines(wanted), Lines(got));
            asked += got.Count > 0 ? 1 : 0;
        }

        Assert.True(asked >= 15, $"{asked} had an answer");
    }

    /// <summary>The questions of the incident's leads that the dialect can say, beside Athena's text of each.</summary>
    private static IEnumerable<(string Athena, string Said)> Pairs(string dialect)
    {
        IReadOnlyList<Lead>[] leads =
        [
            [new(LeadKind.AccessKey, "AKIAIOSFODNN7EXAMPLE"), new(LeadKind.Ip, "203.0.113.77")],
            [new(LeadKind.Principal, "arn:aws:iam::111122223333:role/orders-report")],
            [new(LeadKind.Resource, "larkspur-customer-data")],
            [new(LeadKind.Ip, DialectsTests.Hostile), new(LeadKind.Resource, DialectsTests.Hostile)],
        ];
        return leads.SelectMany(l =>
            CheatSheet
                .For(l)
                .Zip(CheatSheet.For(l, dialect: dialect))
                .Where(p => p.Second.Engine == dialect && p.Second.IsSaid)
                .Select(p => (Window(p.First.Text), Window(p.Second.Text)))
        );
    }

    /// <summary>All times: the cheat sheet leaves the window to its reader.</summary>
    private static string Window(string text) =>
        text.Replace("'<from>'", "'2000-01-01T00:00:00Z'", StringComparison.Ordinal)
            .Replace("'<to>'", "'2100-01-01T00:00:00Z'", StringComparison.Ordinal);

    private QueryRows Ask(string athena) => _case.Engine.Query(athena, s_none, TestContext.Current.CancellationToken);

    /// <summary>Rows without what a data store holds in another form: maps, and times that end in milliseconds.</summary>
    private static List<string> Lines(QueryRows rows) =>
        [
            .. rows
                .Rows.Select(r => Line(r.Cells.Select((c, i) => IsDocument(rows.Columns[i]) ? c is null : c)))
                .Order(StringComparer.Ordinal),
        ];

    private static bool IsDocument(string column) =>
        column is "requestparameters" or "responseelements" or "additionaleventdata" or "serviceeventdetails";

    private static string Line(IEnumerable<object?> cells) => string.Join(" | ", cells.Select(Text));

    private static string Text(object? cell) =>
        cell switch
        {
            null => "NULL",
            string text => Stamp().Replace(text, "$1T$2Z"),
            bool flag => flag ? "true" : "false",
            IDictionary map => $"{{{string.Join(", ", map.Keys.Cast<object>().Select(k => $"{k}={Text(map[k])}"))}}}",
            // array_agg promises no order.
            IEnumerable items =>
                $"[{string.Join(", ", items.Cast<object?>().Select(Text).Order(StringComparer.Ordinal))}]",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => $"{cell}",
        };

    [GeneratedRegex("^([0-9-]{10}) ([0-9:]{8})[.]000$", RegexOptions.NonBacktracking)]
    private static partial Regex Stamp();
}
