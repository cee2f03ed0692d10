using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using RecipePicks.Engines;
using RecipePicks.Reports.Html;
using RecipePicks.Store;

namespace RecipePicks.Web;

/// <summary>A query of the page.</summary>
/// <param name="Text">Athena's SQL.</param>
/// <param name="Lenient">Whether common mistakes are put right.</param>
internal sealed record AskedQuery(string? Text, bool Lenient);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AskedQuery))]
internal sealed partial class QueryJson : JsonSerializerContext;

/// <summary>Runs the page's SQL: it only reads, it ends in time, it gives so many rows and no more, and who asked can stop it.</summary>
/// <param name="pool">The case.</param>
/// <param name="options">The bounds.</param>
internal sealed class Queries(CasePool pool, ServeOptions options)
{
    /// <summary>Runs a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="cancellation">The page went away, or the user stopped it.</param>
    /// <returns>JSON: columns, rows, whether they were cut, notices, milliseconds.</returns>
    /// <exception cref="EngineException">It is no SQL, would do more than read, or took too long; the message says so.</exception>
    public async Task<string> Run(AskedQuery query, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.QueryLimit);
        try
        {
            return await pool.Use(opened => Run(opened, query, limit.Token), limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new EngineException(
                $"The query was stopped after {options.QueryLimit.TotalSeconds:0} seconds; picks sql has no such limit."
            );
        }
    }

    private string Run(Case opened, AskedQuery query, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var statements = opened.Sql(query.Text ?? "", new SqlRequest { Lenient = query.Lenient });
        if (statements.Count == 0)
        {
            throw new EngineException("The query is empty.");
        }

        using var output = new StringWriter();
        using var rows = statements[^1].Run(cancellation);
        PageData.WriteRows(
            rows,
            options.MostRows,
            [.. statements.SelectMany(s => s.Notices)],
            () => (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds,
            output
        );
        return output.ToString();
    }
}
