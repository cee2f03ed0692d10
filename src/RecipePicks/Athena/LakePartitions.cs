using System.Globalization;
using RecipePicks.Engines;
using RecipePicks.Sql.Types;

namespace RecipePicks.Athena;

/// <summary>Which partitions of a table can hold what is asked about, in SQL that Athena prunes by.</summary>
/// <remarks>
/// Source: Athena User Guide, "Create a table for CloudTrail logs" and "Partition projection"; names of partition columns as published
/// tables have them. A file lies under the time of its delivery, which lags behind its events, so the days reach a little further than the window.
/// </remarks>
internal sealed class LakePartitions
{
    /// <summary>
    /// How long after an event its file may be delivered. AWS: within five minutes on average, without a guarantee.
    /// </summary>
    public static readonly TimeSpan Lag = TimeSpan.FromHours(1);

    /// <summary>Before that day there was no CloudTrail.</summary>
    private static readonly DateTime s_beginning = new(2013, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    private const int MostListed = 400;

    private static readonly string[] s_days =
    [
        "timestamp",
        "dt",
        "date",
        "day",
        "date_partition",
        "partition_date",
        "event_date",
        "eventdate",
        "eventday",
        "datehour",
        "p_date",
        "log_date",
    ];

    private static readonly string[] s_regions = ["region", "partition_region", "p_region", "aws_region", "awsregion"];

    private static readonly string[] s_accounts =
    [
        "account",
        "accountid",
        "account_id",
        "aws_account_id",
        "partition_account",
        "p_account",
    ];

    private static readonly string[] s_organizations =
    [
        "org",
        "org_id",
        "orgid",
        "organization",
        "organization_id",
        "organizationid",
    ];

    private readonly TableDefinition _table;
    private readonly LakeScope _scope;
    private readonly List<string> _conditions = [];
    private readonly List<string> _notices = [];
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);
    private readonly (DateTime From, DateTime To)? _span;

    private LakePartitions(TableDefinition table, LakeScope scope, DateTime now)
    {
        (_table, _scope) = (table, scope);
        _span =
            scope.Window.From is null && scope.Window.To is null
                ? null
                : (scope.Window.From ?? s_beginning, (scope.Window.To ?? now) + Lag);
        Days();
        Listed(s_regions, scope.Regions, "--regions");
        Listed(s_accounts, scope.Accounts, "--accounts");
        Listed(s_organizations, scope.Organization is { } id ? [id] : [], "--organization");
        if (Injected() is { } injected)
        {
            throw new EngineException(
                $"every query of {table.Quoted} has to say which {injected.Name} it reads (projection.{injected.Name}.type is injected): give {injected.Option}"
            );
        }
    }

    /// <summary>What to put behind WHERE; null when every partition can hold it.</summary>
    public string? Condition => _conditions.Count == 0 ? null : string.Join("\n  AND ", _conditions);

    /// <summary>Values of the condition's parameters.</summary>
    public IReadOnlyDictionary<string, object?> Values => _values;

    /// <summary>What prunes, and what does not, in sentences.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>Finds them.</summary>
    /// <param name="table">The table.</param>
    /// <param name="scope">What is asked about.</param>
    /// <param name="now">UTC: an open window ends there.</param>
    /// <exception cref="EngineException">The table has partitions that must be named, and are not.</exception>
    public static LakePartitions Of(TableDefinition table, LakeScope scope, DateTime now) => new(table, scope, now);

    /// <summary>What a scope says of a partition column; empty when it says nothing.</summary>
    public static IReadOnlyList<string> Given(string column, LakeScope scope) =>
        s_regions.Contains(column) ? scope.Regions
        : s_accounts.Contains(column) ? scope.Accounts
        : s_organizations.Contains(column) && scope.Organization is { } id ? [id]
        : [];

    private void Days()
    {
        if (_span is not (var from, var to))
        {
            _notices.Add("No window is given, so every day of the table is read: --from and --to prune.");
            return;
        }

        if (Column("year") is { } year && Column("month") is { } month)
        {
            YearMonthDay(year, month, Column("day"), from, to);
            return;
        }

        foreach (var column in _table.Partitions)
        {
            var form =
                DayForm.OfPattern(_table.Properties.GetValueOrDefault($"projection.{column.Name}.format"))
                ?? (s_days.Contains(column.Name) ? DayForm.OfExample(Example(column)) : null);
            if (form is not null)
            {
                Day(column, form, from, to);
                return;
            }
        }

        _notices.Add(
            _table.Partitions.Count == 0
                ? "The table has no partitions: every query reads all of it. picks athena setup prints a table that has."
                : $"None of the table's partitions ({string.Join(", ", _table.Partitions.Select(p => p.Name))}) is known to be a time, so every day is read."
        );
    }

    private void Day(LakeColumn column, DayForm form, DateTime from, DateTime to)
    {
        var name = AthenaText.Name(column.Name);
        var (first, last) = (form.Write(from), form.Write(to));
        if (column.Type.IsInteger)
        {
            _conditions.Add($"{name} BETWEEN {Bind(Number(first))} AND {Bind(Number(last))}");
        }
        else if (column.Type.Kind == TypeKind.Date)
        {
            _conditions.Add(
                $"{name} BETWEEN date({Bind(DayForm.OfPattern("yyyy-MM-dd")!.Write(from))}) AND date({Bind(DayForm.OfPattern("yyyy-MM-dd")!.Write(to))})"
            );
        }
        else if (form.IsOrdered)
        {
            _conditions.Add($"{name} BETWEEN {Bind(first)} AND {Bind(last)}");
        }
        else if (AllDays(from, to).Take(MostListed + 1).ToList() is { Count: <= MostListed } days)
        {
            _conditions.Add($"{name} IN ({string.Join(", ", days.Select(d => Bind(form.Write(d))))})");
        }
        else
        {
            _notices.Add(
                $"More than {MostListed} days of {column.Name} in the form {form.Pattern}: every day is read."
            );
            return;
        }

        _notices.Add($"Of {column.Name}, {first} to {last} are read.");
    }

    private void YearMonthDay(LakeColumn year, LakeColumn month, LakeColumn? day, DateTime from, DateTime to)
    {
        var months = AllDays(from, to).GroupBy(d => (d.Year, d.Month)).ToList();
        var years = months.Select(m => m.Key.Year).Distinct().ToList();
        _conditions.Add(In(year, years));
        if (months.Count * 2 <= MostListed)
        {
            _conditions.Add(In(month, [.. months.Select(m => m.Key.Month).Distinct().Order()]));
            var each = months.Select(m =>
                day is null || m.Count() == DateTime.DaysInMonth(m.Key.Year, m.Key.Month)
                    ? $"({In(year, [m.Key.Year])} AND {In(month, [m.Key.Month])})"
                    : $"({In(year, [m.Key.Year])} AND {In(month, [m.Key.Month])} AND {In(day, [.. m.Select(d => d.Day)])})"
            );
            _conditions.Add($"({string.Join("\n    OR ", each)})");
        }

        _notices.Add($"The days from {from:yyyy-MM-dd} to {to:yyyy-MM-dd} are read.");
    }

    private void Listed(string[] names, IReadOnlyList<string> wanted, string option)
    {
        if (wanted.Count == 0)
        {
            return;
        }

        if (_table.Partitions.FirstOrDefault(p => names.Contains(p.Name)) is not { } column)
        {
            _notices.Add($"The table has no partition for {option}, so what it leaves out is read as well.");
            return;
        }

        var values = column.Type.IsInteger ? wanted.Select(w => Bind(Number(w))) : wanted.Select(w => Bind(w));
        _conditions.Add($"{AthenaText.Name(column.Name)} IN ({string.Join(", ", values)})");
        _notices.Add($"Of {column.Name}, {string.Join(", ", wanted)}.");
    }

    private (string Name, string Option)? Injected()
    {
        foreach (var column in _table.IsProjected ? _table.Partitions : [])
        {
            if (
                string.Equals(
                    _table.Properties.GetValueOrDefault($"projection.{column.Name}.type"),
                    "injected",
                    StringComparison.OrdinalIgnoreCase
                ) && !_conditions.Any(c => c.Contains(AthenaText.Name(column.Name), StringComparison.Ordinal))
            )
            {
                return (
                    column.Name,
                    s_accounts.Contains(column.Name) ? "--accounts"
                    : s_regions.Contains(column.Name) ? "--regions"
                    : s_organizations.Contains(column.Name) ? "--organization"
                    : "another table: picks knows no option for it"
                );
            }
        }

        return null;
    }

    private static IEnumerable<DateTime> AllDays(DateTime from, DateTime to)
    {
        for (var day = from.Date; day <= to.Date; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private LakeColumn? Column(string name) => _table.Partitions.FirstOrDefault(p => p.Name == name);

    private string? Example(LakeColumn column)
    {
        for (var i = 0; i < _table.Partitions.Count && i < _table.Example.Count; i++)
        {
            if (_table.Partitions[i] == column)
            {
                return _table.Example[i];
            }
        }

        return null;
    }

    private string In(LakeColumn column, IReadOnlyList<int> values)
    {
        var bound = values.Select(v => Bind(column.Type.IsInteger ? (long)v : Padded(column, v))).ToList();
        var name = AthenaText.Name(column.Name);
        return bound.Count == 1 ? $"{name} = {bound[0]}" : $"{name} IN ({string.Join(", ", bound)})";
    }

    /// <summary>Months and days of two digits, unless the projection or a value says one.</summary>
    private string Padded(LakeColumn column, int value)
    {
        var type = _table.Properties.GetValueOrDefault($"projection.{column.Name}.type");
        var digits =
            int.TryParse(_table.Properties.GetValueOrDefault($"projection.{column.Name}.digits"), out var told) ? told
            : string.Equals(type, "integer", StringComparison.OrdinalIgnoreCase) ? 1
            : Example(column) is { } example && !example.StartsWith('0') && example.Length == 1 ? 1
            : 2;
        return value.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    private static object Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : text;

    private string Bind(object value)
    {
        var name = $"partition_{_values.Count + 1}";
        _values[name] = value;
        return ":" + name;
    }
}
