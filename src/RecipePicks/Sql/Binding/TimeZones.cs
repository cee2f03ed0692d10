using RecipePicks.Sql.Native;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Binding;

/// <summary>Between instants and what clocks show, in DuckDB's SQL.</summary>
internal static class TimeZones
{
    /// <summary>What the clock of a time's own zone shows.</summary>
    public static string Local(Bound time) =>
        time.Type.Kind == TypeKind.TimestampTz ? Local(time.Sql, time.Type.Zone) : time.Sql;

    /// <summary>What a zone's clock shows at an instant.</summary>
    public static string Local(string instant, string zone) =>
        Zones.Fixed(zone) is { } micros ? Shifted(instant, micros) : $"picks_local({instant}, {Duck.Text(zone)})";

    /// <summary>When a zone's clock shows a time.</summary>
    public static string Instant(string local, string zone) =>
        Zones.Fixed(zone) is { } micros ? Shifted(local, -micros) : $"picks_instant({local}, {Duck.Text(zone)})";

    private static string Shifted(string time, long micros) =>
        micros == 0 ? time : $"({time} + to_microseconds(CAST({micros} AS BIGINT)))";
}
