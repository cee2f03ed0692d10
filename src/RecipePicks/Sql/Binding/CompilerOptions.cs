using RecipePicks.Sql.Tables;

namespace RecipePicks.Sql.Binding;

/// <summary>What a text is compiled with.</summary>
internal sealed record CompilerOptions
{
    /// <summary>The tables that there are.</summary>
    public required Catalog Catalog { get; init; }

    /// <summary>What now() is, in UTC.</summary>
    public required DateTime Now { get; init; }

    /// <summary>Values of <c>:name</c>, and of <c>?</c> by number from "1": string, number, bool, DateTime or null.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; init; } =
        new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Whether common mistakes are put right, with a notice, and not refused.</summary>
    public bool Lenient { get; init; }

    /// <summary>Where rows of the events are found without reading all; null where they are not.</summary>
    public IRowIndex? Index { get; init; }

    /// <summary>The zone of the session; Athena's is UTC.</summary>
    public string Zone { get; init; } = "UTC";
}
