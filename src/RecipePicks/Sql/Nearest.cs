namespace RecipePicks.Sql;

/// <summary>Finds the name that was meant.</summary>
internal static class Nearest
{
    /// <summary>A hint that names the nearest of some names; null when none is near.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="names">What there is.</param>
    public static string? Of(string name, IEnumerable<string> names) =>
        Name(name, names) is { } near ? $"Did you mean {near}?" : null;

    /// <summary>The nearest name; null when none is near.</summary>
    public static string? Name(string name, IEnumerable<string> names)
    {
        var written = name.ToLowerInvariant();
        if (written.Length > 100)
        {
            return null;
        }

        var most = Math.Max(1, written.Length / 3);
        return names
            .Select(n => (Name: n, Far: Distance(written, n.ToLowerInvariant())))
            .Where(n => n.Far <= most)
            .OrderBy(n => n.Far)
            .ThenBy(n => n.Name, StringComparer.Ordinal)
            .Select(n => n.Name)
            .FirstOrDefault();
    }

    /// <summary>How many letters are to be put in, taken out, changed or swapped with the next; underscores are free.</summary>
    private static int Distance(string a, string b)
    {
        if (a.Replace("_", "", StringComparison.Ordinal) == b.Replace("_", "", StringComparison.Ordinal))
        {
            return 0;
        }

        var (row, above) = (Enumerable.Range(0, b.Length + 1).ToArray(), new int[b.Length + 1]);
        for (var i = 1; i <= a.Length; i++)
        {
            var twoAbove = above;
            above = [.. row];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], twoAbove[j - 2] + 1);
                }
            }
        }

        return row[^1];
    }
}
