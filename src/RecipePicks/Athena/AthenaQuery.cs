namespace RecipePicks.Athena;

/// <summary>A query as Athena takes it.</summary>
/// <param name="Text">The text; a question mark stands for each value.</param>
/// <param name="Values">The values, in the order of the question marks, as SQL's literals.</param>
internal sealed record AthenaQuery(string Text, IReadOnlyList<string> Values)
{
    /// <summary>
    /// Makes starting it twice start it once: Athena answers a token that it has seen with the query of then. 32 to 128
    /// characters; null for a new query each time.
    /// </summary>
    public string? Token { get; init; }

    /// <summary>Bytes after which it is stopped; null for any number.</summary>
    public long? MostBytes { get; init; }
}

/// <summary>What Athena says of a query.</summary>
/// <param name="Id">The query execution's id.</param>
/// <param name="State"><c>QUEUED</c>, <c>RUNNING</c>, <c>SUCCEEDED</c>, <c>FAILED</c> or <c>CANCELLED</c>.</param>
/// <param name="Scanned">Bytes read from S3 until now.</param>
internal sealed record AthenaState(string Id, string State, long Scanned)
{
    /// <summary>Why it failed or was cancelled, in Athena's words.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether its first row is a row of column names: that of queries is, that of SHOW and DESCRIBE is none.</summary>
    public bool HasHeader { get; init; }

    /// <summary>Whether an earlier result was taken, so that nothing was scanned.</summary>
    public bool Reused { get; init; }

    /// <summary>Where the result lies.</summary>
    public string? Output { get; init; }

    /// <summary>Whether it is over, one way or another.</summary>
    public bool IsOver => State is "SUCCEEDED" or "FAILED" or "CANCELLED";
}

/// <summary>A column of a result, as Athena declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type: <c>varchar</c>, <c>bigint</c>, <c>timestamp</c>, <c>array</c>.</param>
internal sealed record AthenaColumn(string Name, string Type);

/// <summary>Up to a thousand rows of a result.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Cells as text, null for NULL.</param>
/// <param name="Next">What asks for the next page; null at the end.</param>
internal sealed record AthenaPage(IReadOnlyList<AthenaColumn> Columns, IReadOnlyList<string?[]> Rows, string? Next);
