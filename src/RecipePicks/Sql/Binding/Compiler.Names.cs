using RecipePicks.Sql.Functions;
using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Binding;

/// <content>Names: columns, tables, fields.</content>
internal sealed partial class Compiler
{
    private Bound BindName(ColumnName column, Scope scope)
    {
        var name = column.Name.Text;
        if (
            _selecting is { Ordering: true, InAggregate: false } state
            && state.Aliases.TryGetValue(name, out var item)
            && !scope.IsLambda
        )
        {
            return item;
        }

        if (FindColumn(name, scope, column) is { } found)
        {
            if (Owns(scope, found))
            {
                Loosen(column, found);
            }

            return new(found.Sql, found.Type) { Name = found.Name, Column = found };
        }

        if (column.Name.Quoted && _options.Lenient)
        {
            Notice($"\"{name}\" is no column and is read as a text: texts stand in single quotes");
            return new(Duck.Text(name), SqlType.Varchar) { Text = name };
        }

        throw Unknown(column, name, scope);
    }

    private SqlTextException Unknown(Node at, string name, Scope scope)
    {
        var around = Around(scope).ToList();
        var columns = around
            .SelectMany(s => s.Tables)
            .SelectMany(t => t.Columns)
            .Select(c => c.Name)
            .Where(n => n.Length > 0)
            .ToList();
        if (around.Any(s => s.Tables.Any(t => Named(t, name))))
        {
            return Error(at, $"{name} is a table, and a value is needed", $"Write {name}.column");
        }

        if (_selecting?.Aliases.ContainsKey(name) == true || columns.Count == 0 && around.All(s => s.Tables.Count == 0))
        {
            return columns.Count == 0
                ? Error(at, $"there is no column {name}: the query has no FROM", "Add FROM cloudtrail_logs.")
                : Error(
                    at,
                    $"{name} is an alias, which only ORDER BY may name",
                    "Repeat the expression, or put the query into WITH."
                );
        }

        var nested = columns.Count == 0 ? null : FieldPath(name, around);
        return Error(
            at,
            $"there is no column {name}",
            nested
                ?? Nearest.Of(name, columns)
                ?? (at is ColumnName { Name.Quoted: true } ? "A text stands in single quotes: '…'" : null)
        );
    }

    /// <summary>A field of that name within a column, which is what was meant: arn lies in useridentity.</summary>
    private static string? FieldPath(string name, IEnumerable<Scope> scopes)
    {
        foreach (
            var column in scopes
                .SelectMany(s => s.Tables)
                .SelectMany(t => t.Columns)
                .Where(c => c.Type.Kind == TypeKind.Row)
        )
        {
            if (column.Type.Fields.Any(f => f.Name is not null && Same(f.Name, name)))
            {
                return $"Did you mean {column.Name}.{name.ToLowerInvariant()}?";
            }
        }

        return null;
    }

    private static IEnumerable<Scope> Around(Scope? scope)
    {
        for (; scope is not null; scope = scope.Parent)
        {
            yield return scope;
        }
    }

    /// <summary>Whether a column belongs to the query itself, not to one around it or to a function's parameter.</summary>
    private static bool Owns(Scope scope, ScopeColumn column)
    {
        while (scope is { IsLambda: true, Parent: { } parent })
        {
            scope = parent;
        }

        return scope.Tables.Any(t => t.Columns.Contains(column));
    }

    private ScopeColumn? FindColumn(string name, Scope scope, Node? at = null)
    {
        foreach (var level in Around(scope))
        {
            if (level.Variables.TryGetValue(name, out var variable))
            {
                return variable;
            }

            var found = level
                .Tables.SelectMany(t => t.Columns)
                .Where(c => Same(c.Name, name) && !c.OnlyQualified && name.Length > 0)
                .ToList();
            // A computed partition stands back behind a column of the same name.
            found = found.Exists(c => !c.Hidden) ? [.. found.Where(c => !c.Hidden)] : found;
            if (found.Count > 1 && at is not null)
            {
                throw Error(
                    at,
                    $"{name} is ambiguous: more than one table has it",
                    $"Write the table's name before it: t.{name}"
                );
            }

            if (found.Count > 0)
            {
                return found[0];
            }
        }

        return null;
    }

    private static bool Named(ScopeTable table, string name) => table.Names.Any(n => Same(n, name));

    private Bound BindField(Field field, Scope scope)
    {
        if (Qualified(field, scope) is { } column)
        {
            if (Owns(scope, column))
            {
                Loosen(field, column);
            }

            return new(column.Sql, column.Type) { Name = column.Name, Column = column };
        }

        var of = Bind(field.Of, scope);
        if (of.Type.Kind == TypeKind.Row)
        {
            for (var i = 0; i < of.Type.Fields.Count; i++)
            {
                if (of.Type.Fields[i].Name is { } name && Same(name, field.Name.Text))
                {
                    return FieldOf(of, i);
                }
            }

            throw Error(
                field.Name,
                $"{TrinoText.Of(field.Of)} has no field {field.Name.Text}",
                Nearest.Of(field.Name.Text, of.Type.Fields.Select(f => f.Name).OfType<string>())
                    ?? $"Its fields are {string.Join(", ", of.Type.Fields.Select(f => f.Name))}."
            );
        }

        if (_options.Lenient && of.Type.Kind is TypeKind.Varchar or TypeKind.Json)
        {
            return JsonMember(field, of);
        }

        throw Error(
            field.Name,
            $"{TrinoText.Of(field.Of)} is {of.Type}, which has no fields",
            of.Type.Kind == TypeKind.Map ? $"Write element_at({TrinoText.Of(field.Of)}, '{field.Name.Text}')"
                : of.Type.Kind == TypeKind.Array ? "It is an array: take an element, or UNNEST it."
                : $"It is JSON text: write json_extract_scalar({TrinoText.Of(field.Of)}, '${JsonName(field.Name.Text)}')"
        );
    }

    /// <summary>A field of JSON text, where mistakes are put right.</summary>
    private Bound JsonMember(Field field, Bound of)
    {
        var (source, written, path) = of.Json ?? (of.Sql, TrinoText.Of(field.Of), "$");
        path += JsonName(field.Name.Text);
        Notice($"{TrinoText.Of(field)} is read as json_extract_scalar({written}, '{path}')");
        return new($"picks_json_extract_scalar({source}, {Duck.Text(path)})", SqlType.Varchar)
        {
            Name = field.Name.Text,
            Json = (source, written, path),
        };
    }

    private static string JsonName(string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? "." + name
            : $"[\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]";

    /// <summary>A table's column under the table's name: t.column, schema.table.column.</summary>
    private static ScopeColumn? Qualified(Field field, Scope scope)
    {
        var table = field.Of switch
        {
            ColumnName { Name.Text: var name } => name,
            Field { Of: ColumnName, Name.Text: var name } => name,
            _ => null,
        };
        return table is null
            ? null
            : Around(scope)
                .SelectMany(s => s.Tables)
                .Where(t => Named(t, table))
                .SelectMany(t => t.Columns)
                .FirstOrDefault(c => Same(c.Name, field.Name.Text));
    }

    private static Bound FieldOf(Bound row, int index) =>
        new($"struct_extract({row.Sql}, {Duck.Text(row.Type.FieldName(index))})", row.Type.Fields[index].Type)
        {
            Name = row.Type.Fields[index].Name,
        };

    private Bound BindSubscript(Subscript subscript, Scope scope)
    {
        var of = Bind(subscript.Of, scope);
        var index = Bind(subscript.Index, scope);
        switch (of.Type.Kind)
        {
            case TypeKind.Array when index.Type.IsInteger:
                var fail = Rendering.Failing("Array subscript must be from 1 to the array's length", of.Type.Element);
                var (array, at) = (of.Sql, index.Sql);
                return new(
                    $"(CASE WHEN {at} < 1 OR {at} > len({array}) THEN {fail} ELSE list_extract({array}, {at}) END)",
                    of.Type.Element
                );
            case TypeKind.Map:
                var key = Coerce(index, of.Type.Key, subscript.Index);
                var missing = Rendering.Failing("Key not present in map", of.Type.Element);
                return new(
                    $"(CASE WHEN NOT map_contains({of.Sql}, {key}) THEN {missing} ELSE map_extract_value({of.Sql}, {key}) END)",
                    of.Type.Element
                );
            case TypeKind.Row when index.Number is { } n && n >= 1 && n <= of.Type.Fields.Count:
                return FieldOf(of, (int)n - 1) with { Name = null };
            default:
                throw Error(
                    subscript,
                    $"{of.Type} has no elements to take with [{index.Type}]",
                    of.Type.Kind is TypeKind.Json or TypeKind.Varchar
                        ? "Write json_extract_scalar(text, '$.path[0]')."
                        : null
                );
        }
    }
}
