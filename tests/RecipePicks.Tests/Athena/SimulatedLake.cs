using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using RecipePicks.Athena;
using RecipePicks.Engines;
using RecipePicks.Sql.Lexing;
using RecipePicks.Sql.Parsing;
using RecipePicks.Sql.Tree;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;
using RecipePicks.Tests.Store;
using Case = RecipePicks.Store.Case;

namespace RecipePicks.Tests.Athena;

/// <summary>A partition of a lake: its values, and the bytes of its files.</summary>
internal sealed record LakePartition(string Account, string Region, string Day, long Bytes);

/// <summary>
/// A CloudTrail table on this machine: records in partitions by account, region and day, gzipped for their size. Queries are
/// answered by the local engine, and the bytes counted of the partitions that their WHERE leaves.
/// </summary>
internal sealed class SimulatedLake : IDisposable
{
    private readonly Case _case;
    private readonly TempFolder _folder = new();

    public SimulatedLake(IEnumerable<string> records, TrailTable? table = null)
    {
        Table = table ?? new TrailTable { Bucket = "s3://trail", Accounts = ["111122223333"] };
        Ddl = Table.Write();
        var all = records.ToList();
        File.WriteAllLines(_folder["lake.jsonl"], all);
        TestCase.Load(_folder["case"], _folder["lake.jsonl"]);
        _case = Case.Open(_folder["case"]);
        Partitions =
        [
            .. all.Select(r => (Json: r, Record: JsonNode.Parse(r)!))
                .GroupBy(r =>
                    (
                        Text(r.Record, "recipientAccountId"),
                        Text(r.Record, "awsRegion"),
                        Text(r.Record, "eventTime") is { Length: > 10 } t ? t[..10].Replace('-', '/') : ""
                    )
                )
                .Select(g => new LakePartition(g.Key.Item1, g.Key.Item2, g.Key.Item3, Gzipped(g.Select(r => r.Json)))),
        ];
    }

    public TrailTable Table { get; }

    /// <summary>The statement that makes the table.</summary>
    public string Ddl { get; }

    public IReadOnlyList<LakePartition> Partitions { get; private set; }

    public long Bytes => Partitions.Sum(p => p.Bytes);

    public IEngine Local => _case.Engine;

    /// <summary>The same files again on other days, before and after, until there are so many times as many bytes.</summary>
    public SimulatedLake Replicated(int times)
    {
        var days = Partitions.Select(p => DateTime.Parse(p.Day, CultureInfo.InvariantCulture)).ToList();
        var span = (int)(days.Max() - days.Min()).TotalDays + 1;
        Partitions =
        [
            .. Enumerable
                .Range(-times / 2, times)
                .SelectMany(copy =>
                    Partitions.Select(p =>
                        p with
                        {
                            Day = DateTime
                                .Parse(p.Day, CultureInfo.InvariantCulture)
                                .AddDays(copy * span)
                                .ToString("yyyy/MM/dd", CultureInfo.InvariantCulture),
                        }
                    )
                ),
        ];
        return this;
    }

    /// <summary>Answers a query, its values written into it.</summary>
    public (IReadOnlyList<(string Name, string Type)> Columns, QueryRows Rows, long Scanned) Answer(string sql)
    {
        var engine = (LocalEngine)_case.Engine;
        var none = new Dictionary<string, object?>(StringComparer.Ordinal);
        var text = $"{Ddl}\n{sql}";
        var compiled = engine.Compile(text, none);
        return (
            [.. compiled.Columns.Select(c => (c.Name, c.Type.ToString().Split('(')[0]))],
            engine.Query(text, none, CancellationToken.None),
            Scanned(sql)
        );
    }

    public void Dispose()
    {
        _case.Dispose();
        _folder.Dispose();
    }

    /// <summary>Bytes of the partitions that a query's conditions on partitions leave.</summary>
    private long Scanned(string sql)
    {
        var read = SqlParser
            .Parse(sql)
            .OfType<QueryStatement>()
            .SelectMany(s => Selects(s.Query))
            .Where(s => s.From is TableName { Parts.Count: > 1 })
            .ToList();
        var kept = new HashSet<LakePartition>();
        foreach (var select in read)
        {
            var conditions = Terms(select.Where).Select(TrinoText.Of).Where(OnPartitionsAlone).ToList();
            kept.UnionWith(conditions.Count == 0 ? Partitions : Left(conditions));
        }

        return kept.Sum(p => p.Bytes);
    }

    private IEnumerable<LakePartition> Left(List<string> conditions)
    {
        var values = Partitions.Select(
            (p, i) => $"({i}, '{p.Account}', '{p.Region}', '{p.Day}', '{p.Day[..4]}', '{p.Day[5..7]}', '{p.Day[8..]}')"
        );
        var rows = Local.Query(
            $"""
            SELECT n FROM (VALUES {string.Join(", ", values)})
              AS p(n, account, region, "timestamp", "year", "month", "day")
            WHERE {string.Join(" AND ", conditions.Select(c => $"({c})"))}
            """,
            new Dictionary<string, object?>(StringComparer.Ordinal),
            CancellationToken.None
        );
        return rows.Rows.Select(r => Partitions[(int)r.Count("n")]);
    }

    private static bool OnPartitionsAlone(string condition)
    {
        string[] own = ["account", "region", "timestamp", "year", "month", "day"];
        string[] words = ["and", "or", "not", "in", "between"];
        return new Lexer(condition)
            .Read()
            .Where(t => t.Kind is TokenKind.Word or TokenKind.QuotedName)
            .All(t => own.Concat(words).Contains(t.Value.ToLowerInvariant()));
    }

    private static IEnumerable<Expression> Terms(Expression? where) =>
        where switch
        {
            null => [],
            Logical { IsAnd: true } and => and.Terms.SelectMany(Terms),
            _ => [where],
        };

    private static IEnumerable<Select> Selects(Query query) =>
        (query.With?.Tables.SelectMany(t => Selects(t.Query)) ?? []).Concat(Selects(query.Body));

    private static IEnumerable<Select> Selects(QueryBody body) =>
        body switch
        {
            Select { From: SubqueryRelation inner } select => Selects(inner.Query).Prepend(select),
            Select select => [select],
            SetOperation both => Selects(both.Left).Concat(Selects(both.Right)),
            NestedBody nested => Selects(nested.Query),
            _ => [],
        };

    private static string Text(JsonNode record, string member) => record[member]?.GetValue<string>() ?? "";

    private static long Gzipped(IEnumerable<string> records)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes($"{{\"Records\":[{string.Join(',', records)}]}}"));
        }

        return bytes.Length;
    }
}
