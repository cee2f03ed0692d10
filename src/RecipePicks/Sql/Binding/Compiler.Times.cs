using RecipePicks.Sql.Functions;
using RecipePicks.Sql.Native;
using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Binding;

/// <content>The clock, zones and parts of times.</content>
internal sealed partial class Compiler
{
    /// <summary>A value as CAST(… AS varchar) gives it; null for what has no text.</summary>
    internal static string? TextOf(Bound value) => ToText(value);

    /// <summary>Calls that are no functions: the clock, which stands still for a whole investigation.</summary>
    private Bound? Special(Call call, Scope scope)
    {
        if (call is { Name: "try", Arguments: [Tree.Cast cast] })
        {
            return BindCast(cast with { Try = true }, scope);
        }

        if (call.Arguments.Count > 0 || call.Star)
        {
            return null;
        }

        var micros = (_options.Now.Ticks - DateTime.UnixEpoch.Ticks) / 10_000 * 1000;
        var instant = new Bound(Timestamp(micros), SqlType.TimestampTz(3, _options.Zone));
        return call.Name switch
        {
            "now" or "current_timestamp" => instant,
            "localtimestamp" => new(TimeZones.Local(instant), SqlType.Timestamp(3)),
            "current_date" => new($"CAST({TimeZones.Local(instant)} AS DATE)", SqlType.Date),
            "current_time" or "localtime" => throw Error(
                call,
                "times of day are not known here",
                "Use now(), hour(…) and minute(…)."
            ),
            "current_user" => throw Error(call, "there is no user here"),
            _ => null,
        };
    }

    private Bound BindExtract(Extract extract, Scope scope)
    {
        var of = Bind(extract.Of, scope);
        return DateFunctions.Part(extract.Part, of) is { } sql
            ? new(sql, SqlType.BigInt)
            : throw Error(
                extract,
                $"there is no {extract.Part} to extract from {of.Type}",
                of.Type.IsText ? "The text becomes a time by from_iso8601_timestamp(…)." : null
            );
    }

    private Bound BindAtTimeZone(AtTimeZone node, Scope scope)
    {
        var (of, zone) = (Bind(node.Of, scope), Bind(node.Zone, scope));
        if (of.Type.Kind is not (TypeKind.Timestamp or TypeKind.TimestampTz))
        {
            throw Error(
                node,
                $"AT TIME ZONE needs a timestamp, and this is {of.Type}",
                "Write from_iso8601_timestamp(…) AT TIME ZONE '…'."
            );
        }

        if (zone.Text is not { } name)
        {
            throw Error(
                node.Zone,
                "the time zone must be written in the text here",
                "Write 'Europe/Berlin' or '+02:00'."
            );
        }

        if (!Zones.IsKnown(name))
        {
            throw Error(
                node.Zone,
                $"'{name}' is not a time zone",
                "Zones are named as in 'Europe/Berlin', or by their offset: '+02:00'."
            );
        }

        var instant = of.Type.Kind == TypeKind.Timestamp ? TimeZones.Instant(of.Sql, _options.Zone) : of.Sql;
        return new(instant, SqlType.TimestampTz(of.Type.Precision, Canonical(name)));
    }
}
