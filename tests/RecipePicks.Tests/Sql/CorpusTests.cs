using System.Collections;
using System.Globalization;
using RecipePicks.Tests.Letters;

namespace RecipePicks.Tests.Sql;

/// <summary>Queries of responders on real logs: the compiler's answer is the one that DuckDB gives when asked by hand.</summary>
public sealed class CorpusTests(CorpusTests.Logs logs) : IClassFixture<CorpusTests.Logs>
{
    /// <summary>The real logs, read once.</summary>
    public sealed class Logs : IDisposable
    {
        internal SqlDatabase? Database { get; } = Filled();

        public void Dispose() => Database?.Dispose();

        private static SqlDatabase? Filled()
        {
            if (SharedData.InvictusRecords() is not { } records)
            {
                return null;
            }

            var database = new SqlDatabase();
            database.Fill(records);
            return database;
        }
    }

    public static TheoryData<string> Names => [.. Corpus().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_answer_is_the_one_by_hand(string name)
    {
        Assert.SkipUnless(logs.Database is not null, "shared/data/cloudtrail/invictus-stratus-2023 is not here");
        var (athena, byHand) = Corpus()[name];
        var got = logs.Database!.Rows(athena).Select(Text).Order(StringComparer.Ordinal).ToList();
        using var result = logs.Database.Connection.Query(byHand);
        var wanted = result.Rows().Select(Text).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(wanted, got);
    }

    [Fact]
    public void There_are_a_hundred_and_fifty_queries() => Assert.True(Corpus().Count >= 150, $"{Corpus().Count}");

    private static string Text(object?[] row) => string.Join(" | ", row.Select(Text));

    private static string Text(object? value) =>
        value switch
        {
            null => "NULL",
            string text => text,
            IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
            double or float or decimal => Convert
                .ToDouble(value, CultureInfo.InvariantCulture)
                .ToString("G12", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => $"{value}",
        };

    private static Dictionary<string, (string Athena, string ByHand)> Corpus()
    {
        var corpus = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        using var stream = typeof(CorpusTests).Assembly.GetManifestResourceStream("corpus.sql")!;
        using var reader = new StreamReader(stream);
        foreach (var entry in reader.ReadToEnd().Split("\n\n").Skip(1).Where(e => e.Trim().Length > 0))
        {
            var halves = entry.Trim().Split("\n-- by hand\n");
            var line = halves[0].IndexOf('\n', StringComparison.Ordinal);
            corpus.Add(halves[0][3..line], (halves[0][(line + 1)..], halves[1]));
        }

        return corpus;
    }
}
