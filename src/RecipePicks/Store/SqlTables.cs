namespace RecipePicks.Store;

/// <summary>A table that queries see, with the fields of its structs as columns of their own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Columns in order; a field's name is its path: <c>useridentity.sessioncontext</c>.</param>
public sealed record SqlTable(string Name, IReadOnlyList<(string Name, string Type)> Columns);

/// <summary>The tables that queries see, as an editor completes them.</summary>
public static class SqlTables
{
    /// <summary>The events, then the recorded states.</summary>
    public static IReadOnlyList<SqlTable> All { get; } =
    [
        new(CloudTrailTable.Name, [.. CloudTrailTable.Columns.SelectMany(c => WithFields(c.Name, c.Type))]),
        new(ConfigItemTable.Name, ConfigItemTable.Columns),
    ];

    private static IEnumerable<(string Name, string Type)> WithFields(string name, string type)
    {
        yield return (name, type);
        const string Struct = "STRUCT(";
        if (!type.StartsWith(Struct, StringComparison.Ordinal) || !type.EndsWith(')'))
        {
            yield break;
        }

        foreach (var field in Parts(type[Struct.Length..^1]))
        {
            var space = field.IndexOf(' ', StringComparison.Ordinal);
            foreach (var inner in WithFields($"{name}.{field[..space]}", field[(space + 1)..]))
            {
                yield return inner;
            }
        }
    }

    /// <summary>Parts at the commas that no bracket holds.</summary>
    private static IEnumerable<string> Parts(string fields)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i <= fields.Length; i++)
        {
            if (i == fields.Length || (fields[i] == ',' && depth == 0))
            {
                yield return fields[start..i].Trim();
                start = i + 1;
            }
            else
            {
                depth += fields[i] switch
                {
                    '(' => 1,
                    ')' => -1,
                    _ => 0,
                };
            }
        }
    }
}
