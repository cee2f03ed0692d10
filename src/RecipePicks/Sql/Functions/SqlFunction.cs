using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Functions;

/// <summary>A function of Trino's: what it takes, what it gives, and how DuckDB is asked for it.</summary>
internal sealed class SqlFunction
{
    /// <summary>Reads a signature.</summary>
    /// <param name="signature"><c>split_part(varchar, varchar, bigint) varchar</c>; three dots after the last for any number.</param>
    /// <param name="render">Writes the call.</param>
    public SqlFunction(string signature, Func<Rendering, string> render)
    {
        (Signature, Render) = (signature, render);
        var at = signature.IndexOf('(', StringComparison.Ordinal);
        Name = signature[..at];
        at++;
        var parameters = new List<TypePattern>();
        while (signature[at] != ')')
        {
            parameters.Add(Read(signature, ref at));
            if (signature[at] == '.')
            {
                IsVariadic = true;
                at += 3;
            }

            at += signature[at] == ',' ? 2 : 0;
        }

        at += 2;
        Parameters = parameters;
        Result = Read(signature, ref at);
    }

    /// <summary>A function whose call is a pattern.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="duck">DuckDB's SQL with <c>{0}</c> for the first argument.</param>
    public SqlFunction(string signature, string duck)
        : this(signature, r => r.Fill(duck)) => Duck = duck;

    public string Name { get; }

    public string Signature { get; }

    public IReadOnlyList<TypePattern> Parameters { get; }

    public bool IsVariadic { get; }

    public TypePattern Result { get; }

    public Func<Rendering, string> Render { get; }

    /// <summary>DuckDB's SQL, where it is a pattern.</summary>
    public string? Duck { get; }

    /// <summary>The result's type where the signature does not settle it, such as a zone that an argument names.</summary>
    public Func<Rendering, SqlType>? Typed { get; init; }

    /// <summary>Refuses arguments that are known to be wrong before any row is read.</summary>
    public Action<Rendering>? Check { get; init; }

    /// <summary>The pattern of an argument.</summary>
    public TypePattern Parameter(int index) => Parameters[Math.Min(index, Parameters.Count - 1)];

    /// <summary>Whether it takes so many arguments.</summary>
    public bool Takes(int count) => count == Parameters.Count || (IsVariadic && count >= Parameters.Count);

    /// <summary>The signature as documentation prints it.</summary>
    public override string ToString() =>
        $"{Name}({string.Join(", ", Parameters)}{(IsVariadic ? ", …" : "")}) → {Result}";

    private static TypePattern Read(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        var name = text[start..at];
        var parts = new List<TypePattern>();
        if (at < text.Length && text[at] == '(')
        {
            at++;
            while (text[at] != ')')
            {
                parts.Add(Read(text, ref at));
                at += text[at] == ',' ? 2 : 0;
            }

            at++;
        }

        return new(name, parts);
    }
}
