using RecipePicks.DuckDb;

namespace RecipePicks.Sql.Native;

/// <summary>What a function does for one row without a NULL. A result that it does not set is NULL.</summary>
internal delegate void RowBody(DuckChunkReader arguments, DuckVectorWriter result, int row);

/// <summary>Makes DuckDB functions from bodies that see one row at a time.</summary>
internal static class NativeFunction
{
    /// <summary>How types are written in the lists of functions, a letter each.</summary>
    private static DuckType TypeOf(char letter) =>
        letter switch
        {
            'v' => DuckType.Varchar,
            'i' => DuckType.BigInt,
            'd' => DuckType.Double,
            'b' => DuckType.Boolean,
            't' => DuckType.Timestamp,
            'y' => DuckType.Date,
            'x' => DuckType.Blob,
            'a' => DuckType.List(DuckType.Varchar),
            'm' => DuckType.Map(DuckType.Varchar, DuckType.Varchar),
            'p' => DuckType.List(
                DuckType.Struct(("before", DuckType.Varchar), ("groups", DuckType.List(DuckType.Varchar)))
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "no type has this letter"),
        };

    /// <summary>A function; a NULL among its arguments makes it NULL.</summary>
    /// <param name="name">Its name in DuckDB.</param>
    /// <param name="types">A letter for each argument, a colon, a letter for the result.</param>
    /// <param name="body">What it does for a row.</param>
    public static DuckScalarFunction Of(string name, string types, RowBody body)
    {
        var (parameters, result) = Types(types);
        return new(
            name,
            parameters,
            result,
            (arguments, writer, rows) =>
            {
                for (var row = 0; row < rows; row++)
                {
                    if (!AnyNull(arguments, row))
                    {
                        body(arguments, writer, row);
                    }
                }
            }
        );
    }

    /// <summary>A function that makes texts longer than those it is given; the rows that DuckDB asks at once share a bound.</summary>
    /// <param name="name">Its name in DuckDB.</param>
    /// <param name="types">A letter for each argument, a colon, a letter for the result.</param>
    /// <param name="body">What it does for a row, with the bytes that are left to it: gives those that it took.</param>
    public static DuckScalarFunction Bounded(
        string name,
        string types,
        Func<DuckChunkReader, DuckVectorWriter, int, long, long> body
    )
    {
        var (parameters, result) = Types(types);
        return new(
            name,
            parameters,
            result,
            (arguments, writer, rows) =>
            {
                var left = MostAtOnce;
                for (var row = 0; row < rows; row++)
                {
                    left -= AnyNull(arguments, row) ? 0 : body(arguments, writer, row, left);
                }
            }
        );
    }

    /// <summary>What the rows that DuckDB asks at once may become, in bytes.</summary>
    private const long MostAtOnce = 128 << 20;

    /// <summary>A function of texts, for where speed does not matter.</summary>
    public static DuckScalarFunction Text(string name, string types, Func<string, string?> body) =>
        Of(name, types, (a, r, row) => Set(r, row, body(a[0].GetString(row)!)));

    /// <inheritdoc cref="Text(string, string, Func{string, string})"/>
    public static DuckScalarFunction Text(string name, string types, Func<string, string, string?> body) =>
        Of(name, types, (a, r, row) => Set(r, row, body(a[0].GetString(row)!, a[1].GetString(row)!)));

    /// <summary>Sets a text, or leaves NULL.</summary>
    public static void Set(DuckVectorWriter result, int row, string? value)
    {
        if (value is not null)
        {
            result.SetString(row, value);
        }
    }

    /// <summary>Sets a list of texts.</summary>
    public static void SetList(DuckVectorWriter result, int row, IEnumerable<string?> values)
    {
        result.SetValid(row);
        foreach (var value in values)
        {
            var at = result.AppendToList(row);
            Set(result.Child, at, value);
        }
    }

    private static bool AnyNull(DuckChunkReader arguments, int row)
    {
        for (var column = 0; column < arguments.ColumnCount; column++)
        {
            if (arguments[column].IsNull(row))
            {
                return true;
            }
        }

        return false;
    }

    private static (DuckType[] Parameters, DuckType Result) Types(string types)
    {
        var colon = types.IndexOf(':');
        return ([.. types[..colon].Select(TypeOf)], TypeOf(types[colon + 1]));
    }
}
