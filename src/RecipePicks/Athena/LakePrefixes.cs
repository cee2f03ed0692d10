using System.Globalization;

namespace RecipePicks.Athena;

/// <summary>Where the files of the partitions lie that hold what is asked about, as far as the table's own template tells.</summary>
internal static class LakePrefixes
{
    /// <summary>Finds them.</summary>
    /// <param name="table">The table.</param>
    /// <param name="scope">What is asked about.</param>
    /// <param name="now">UTC: an open window ends there.</param>
    /// <param name="most">More than so many are not listed.</param>
    /// <returns>URLs, <c>s3://bucket/…/</c>, each once; null when the definition does not tell them, or they are too many.</returns>
    public static IReadOnlyList<string>? Of(TableDefinition table, LakeScope scope, DateTime now, int most)
    {
        if (
            !table.IsProjected
            || table.Properties.GetValueOrDefault("storage.location.template") is not { } template
            || scope.Window.From is not { } from
        )
        {
            return null;
        }

        var days = new List<DateTime>();
        for (var day = from.Date; day <= ((scope.Window.To ?? now) + LakePartitions.Lag).Date; day = day.AddDays(1))
        {
            days.Add(day);
        }

        IEnumerable<string> all = [.. days.Select(day => Dated(table, template, day))];
        foreach (var column in table.Partitions.Select(p => p.Name))
        {
            var place = $"${{{column}}}";
            if (Values(table, scope, column) is { } values)
            {
                all = all.SelectMany(url => values.Select(v => url.Replace(place, v, StringComparison.Ordinal)));
            }
        }

        var found = all.Distinct(StringComparer.Ordinal).Take(most + 1).ToList();
        return found.Count <= most && !found.Exists(u => u.Contains("${", StringComparison.Ordinal))
            ? [.. found.Select(u => u.EndsWith('/') ? u : u + "/")]
            : null;
    }

    private static string Dated(TableDefinition table, string template, DateTime day)
    {
        var url = template;
        foreach (var column in table.Partitions.Select(p => p.Name))
        {
            var value = DayForm.OfPattern(table.Properties.GetValueOrDefault($"projection.{column}.format"))
                is { HasHours: false } form
                ? form.Write(day)
                : column switch
                {
                    "year" => Padded(table, column, day.Year),
                    "month" => Padded(table, column, day.Month),
                    "day" => Padded(table, column, day.Day),
                    _ => null,
                };
            url = value is null ? url : url.Replace($"${{{column}}}", value, StringComparison.Ordinal);
        }

        return url;
    }

    private static IReadOnlyList<string>? Values(TableDefinition table, LakeScope scope, string column) =>
        LakePartitions.Given(column, scope) is [_, ..] given ? given
        : table.Properties.GetValueOrDefault($"projection.{column}.values") is { } values
            ? values.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : null;

    private static string Padded(TableDefinition table, string column, int value) =>
        value
            .ToString(CultureInfo.InvariantCulture)
            .PadLeft(
                int.TryParse(table.Properties.GetValueOrDefault($"projection.{column}.digits"), out var told)
                    ? told
                    : 1,
                '0'
            );
}
