using RecipePicks.Reports.Escaping;

namespace RecipePicks.Reports.Text;

/// <summary>Rows in columns, cut to the page: the widest columns give way first, empty ones are left out.</summary>
internal sealed class TableText
{
    private const int Gap = 2;
    private const int Narrowest = 20; // a time: 2024-05-14T09:30:00Z
    private readonly List<int> _shown;
    private readonly List<int> _widths;
    private readonly List<int> _left = [];
    private readonly bool[] _right;
    private readonly IReadOnlyList<string> _columns;

    /// <summary>Measures a table by some of its rows.</summary>
    /// <param name="columns">Column names.</param>
    /// <param name="sample">The rows to measure; all of them, or the first of many.</param>
    /// <param name="width">What the table must fit in; null when it need not.</param>
    /// <param name="all">Whether columns without a value stay.</param>
    public TableText(
        IReadOnlyList<string> columns,
        IReadOnlyList<IReadOnlyList<object?>> sample,
        int? width,
        bool all = false
    )
    {
        _columns = columns;
        _shown = [.. Enumerable.Range(0, columns.Count).Where(c => all || sample.Any(row => Text(row[c]).Length > 0))];
        _right =
        [
            .. _shown.Select(c => sample.Count > 0 && sample.All(row => row[c] is null || Cell.IsNumber(row[c]))),
        ];
        _widths =
        [
            .. _shown.Select(c =>
                sample.Select(row => CellWidth.Of(Text(row[c]))).Append(CellWidth.Of(Visible.Escape(columns[c]))).Max()
            ),
        ];
        if (width is { } limit)
        {
            Fit(limit);
        }
    }

    /// <summary>The columns that found no room.</summary>
    public IReadOnlyList<string> LeftOut => [.. _left.Select(c => Visible.Escape(_columns[c]))];

    /// <summary>The line of column names.</summary>
    public string Header(string? ellipsis) => Row(_columns, ellipsis);

    /// <summary>A line under them.</summary>
    public string Rule(char rule) => string.Join("  ", _widths.Select(width => new string(rule, width)));

    /// <summary>One row; what is wider than its column is cut when there is an ellipsis to say so.</summary>
    public string Row(IReadOnlyList<object?> cells, string? ellipsis)
    {
        var parts = new string[_shown.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var text = Text(cells[_shown[i]]);
            text = ellipsis is null ? text : CellWidth.Fit(text, _widths[i], ellipsis);
            var pad = new string(' ', Math.Max(_widths[i] - CellWidth.Of(text), 0));
            parts[i] = _right[i] ? pad + text : text + pad;
        }

        return string.Join("  ", parts).TrimEnd();
    }

    /// <summary>Narrows the widest columns as far as they stay of use, then leaves out columns at the right.</summary>
    private void Fit(int limit)
    {
        while (_widths.Sum() + Gap * (_widths.Count - 1) > limit)
        {
            var widest = _widths.IndexOf(_widths.Max());
            if (_widths[widest] > Narrowest)
            {
                _widths[widest]--;
            }
            else if (_widths.Count > 1)
            {
                _left.Insert(0, _shown[^1]);
                _shown.RemoveAt(_shown.Count - 1);
                _widths.RemoveAt(_widths.Count - 1);
            }
            else
            {
                break;
            }
        }
    }

    private static string Text(object? cell) => Visible.Escape(Cell.Text(cell) ?? "");
}
