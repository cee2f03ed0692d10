using System.Globalization;
using RecipePicks.Aws;
using RecipePicks.Engines;
using RecipePicks.Store;

namespace RecipePicks.Athena;

/// <summary>A CloudTrail table in Athena.</summary>
public sealed class AthenaLake : IDisposable
{
    private readonly TableDefinition? _given;
    private readonly (string Database, string Name)? _name;

    private readonly AwsAccess _access;

    private AthenaLake(
        AwsAccess access,
        AthenaApi api,
        string region,
        (string, string)? name,
        TableDefinition? given
    ) => (_access, Api, Region, _name, _given) = (access, api, region, name, given);

    /// <summary>The region that its queries run in.</summary>
    public string Region { get; }

    /// <summary>Its name: <c>database.table</c>; empty when no table was given.</summary>
    public string Name => _name is (var database, var name) ? $"{database}.{name}" : "";

    internal AthenaApi Api { get; }

    /// <summary>Its definition, asked of Glue's catalog when it was not given.</summary>
    /// <exception cref="EngineException">There is none.</exception>
    internal TableDefinition Table => field ??= _given ?? OfCatalog();

    /// <summary>Opens the way to a table; nothing is asked yet.</summary>
    /// <param name="access">Whose keys, and where.</param>
    /// <param name="settings">Where queries run. Its database is the table's, when a table is given.</param>
    /// <param name="table"><c>database.table</c>; a table alone is in <c>default</c>. Null for text that names its own tables.</param>
    /// <param name="definition">A CREATE EXTERNAL TABLE statement; null to ask Glue's catalog.</param>
    /// <exception cref="EngineException">There is no region, or the definition cannot be read.</exception>
    public static AthenaLake Open(AwsAccess access, AthenaSettings settings, string? table, string? definition)
    {
        var region =
            access.Region
            ?? throw new EngineException("there is no region: give --region, or set AWS_REGION or a profile's");
        (string, string)? name = table is null ? null : Split(table);
        var given = definition is null
            ? null
            : TableDefinition.OfDdl(definition, name?.Item1) with
            {
                Database = name?.Item1,
                Name = name?.Item2 ?? CloudTrailTable.Name,
            };
        var database = name?.Item1 ?? settings.Database;
        return new(access, new AthenaApi(access, region, settings with { Database = database }), region, name, given);
    }

    /// <summary>An engine over what of the table is asked about.</summary>
    /// <param name="scope">The window, accounts and regions.</param>
    /// <exception cref="EngineException">The table has no definition, or one that the scope does not do for.</exception>
    public IEngine Engine(LakeScope scope) => new AthenaEngine(Api, LakeColumns.Of(Table, scope, DateTime.UtcNow));

    /// <summary>Text for Athena, statement by statement. <c>cloudtrail_logs</c> is the table, where one was given.</summary>
    /// <param name="text">Athena's SQL.</param>
    /// <param name="parameters">Values of <c>:name</c>, and of <c>?</c> by number from "1".</param>
    /// <param name="scope">What of the table is read.</param>
    public IReadOnlyList<AthenaStatement> Sql(
        string text,
        IReadOnlyDictionary<string, object?> parameters,
        LakeScope scope
    ) =>
        [
            .. AthenaText
                .Statements(text)
                .Select(s => new AthenaStatement(
                    Api,
                    AthenaText.Of(
                        s,
                        parameters,
                        AthenaText.Names(s) && _name is not null ? LakeColumns.Of(Table, scope, DateTime.UtcNow) : null
                    )
                )),
        ];

    /// <inheritdoc/>
    public void Dispose() => Api.Dispose();

    /// <summary>What a query of a scope will scan, and what says so.</summary>
    /// <param name="scope">The window, accounts and regions.</param>
    /// <param name="now">UTC: an open window ends there.</param>
    /// <param name="cancellation">Stops the listing.</param>
    /// <returns>Bytes, whether that is the most and not about it, and words; without bytes, why nothing tells them.</returns>
    internal (long? Bytes, bool AtMost, string Says) Estimate(
        LakeScope scope,
        DateTime now,
        CancellationToken cancellation
    )
    {
        var why = "nothing tells it before it runs";
        if (LakePrefixes.Of(Table, scope, now, LakeSizes.MostPrefixes) is { } prefixes)
        {
            var (listed, says) = new LakeSizes(_access).Of(prefixes, cancellation);
            if (listed is not null)
            {
                return (listed, false, says);
            }

            why = says;
        }

        foreach (var property in new[] { "totalSize", "sizeKey" })
        {
            if (
                long.TryParse(
                    Table.Properties.GetValueOrDefault(property),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var bytes
                )
                && bytes > 0
            )
            {
                return (bytes, true, $"at most: {property} of the table, all its days as the catalog last saw them");
            }
        }

        return (null, false, why);
    }

    private static (string, string) Split(string table)
    {
        var at = table.IndexOf('.', StringComparison.Ordinal);
        var (database, name) = at < 0 ? ("default", table) : (table[..at], table[(at + 1)..]);
        return database.Length > 0 && name.Length > 0
            ? (database.Trim('"', '`'), name.Trim('"', '`'))
            : throw new EngineException($"{table} is no table's name: write DATABASE.TABLE");
    }

    private TableDefinition OfCatalog()
    {
        if (_name is not (var database, var name))
        {
            throw new EngineException("no table was given: --table DATABASE.TABLE");
        }

        var found = TableDefinition.OfGlue(Api.Table(database, name, CancellationToken.None), database, name);
        return found.IsProjected || found.Partitions.Count == 0
            ? found
            : found with
            {
                Example = Api.SomePartition(database, name, CancellationToken.None),
            };
    }
}

/// <summary>A statement that runs in Athena.</summary>
public sealed class AthenaStatement
{
    private readonly AthenaApi _api;
    private readonly AthenaQuery _query;

    internal AthenaStatement(AthenaApi api, AthenaQuery query) => (_api, _query) = (api, query);

    /// <summary>The text that is sent; a question mark stands for each value.</summary>
    public string Text => _query.Text;

    /// <summary>The values, in order, as they are sent.</summary>
    public IReadOnlyList<string> Values => _query.Values;

    /// <summary>Runs it to its end.</summary>
    /// <param name="mostBytes">Bytes after which it is stopped; null for any number.</param>
    /// <param name="news">Told what it scanned and what that costs; null when nobody waits.</param>
    /// <param name="cancellation">Stops it, in Athena too.</param>
    /// <returns>Its rows as they are fetched.</returns>
    /// <exception cref="EngineException">It failed, or scanned more than it may.</exception>
    public ISqlRows Run(long? mostBytes, IProgress<string>? news, CancellationToken cancellation)
    {
        try
        {
            var engine = new AthenaEngine(_api, null)
            {
                Ended = state =>
                    news?.Report(
                        $"scanned {ScanCost.Bytes(state.Scanned)}, {ScanCost.Words(ScanCost.Dollars(state.Scanned, state.Reused))}"
                            + $"{(state.Reused ? " (an earlier result was taken)" : "")}; query {state.Id}"
                    ),
            };
            return engine.Rows(_query with { MostBytes = mostBytes }, cancellation);
        }
        catch (BudgetException e)
        {
            throw new EngineException($"{e.Message}: it was stopped", e);
        }
    }
}
