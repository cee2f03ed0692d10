using RecipePicks.Sql.Binding;

namespace RecipePicks.Sql.Dialects;

/// <summary>
/// Another language that a question to CloudTrail can be asked in. It writes what it can say with the same answer, and
/// refuses the rest: never a query that answers something else.
/// </summary>
internal interface IDialect
{
    /// <summary>Its name on the command line: <c>logs-insights</c>.</summary>
    string Name { get; }

    /// <summary>Its name in people's words.</summary>
    string Title { get; }

    /// <summary>What begins a comment in it.</summary>
    string Comment { get; }

    /// <summary>Writes a query.</summary>
    /// <param name="athena">The query in Athena's SQL. Its literals may hold an attacker's strings.</param>
    /// <param name="options">The tables that Athena has.</param>
    /// <returns>The query, ready to paste.</returns>
    /// <exception cref="SqlTextException">It cannot be said; the place is that of the construct in Athena's text.</exception>
    string Write(string athena, CompilerOptions options);
}
