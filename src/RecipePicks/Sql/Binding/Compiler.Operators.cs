using RecipePicks.Sql.Functions;
using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Binding;

/// <content>Operators: arithmetic as Trino reckons, comparisons of like with like.</content>
internal sealed partial class Compiler
{
    private Bound BindSign(Sign sign, Scope scope)
    {
        if (sign is { Negative: true, Of: NumberLiteral { Text: "9223372036854775808" } })
        {
            return new("CAST(-9223372036854775808 AS BIGINT)", SqlType.BigInt) { Number = long.MinValue };
        }

        var of = Bind(sign.Of, scope);
        if (
            !of.Type.IsNumber && of.Type.Kind is not (TypeKind.IntervalDay or TypeKind.IntervalYear or TypeKind.Unknown)
        )
        {
            throw Error(sign, $"{(sign.Negative ? "-" : "+")} needs a number, and this is {of.Type}");
        }

        return sign.Negative ? of with { Sql = $"(-{of.Sql})", Number = -of.Number, Name = null, Column = null } : of;
    }

    private Bound BindBinary(Binary binary, Scope scope)
    {
        var (left, right) = (Bind(binary.Left, scope), Bind(binary.Right, scope));
        if (binary.Operator == "||")
        {
            return Concatenate(binary, left, right);
        }

        if (
            (left.Type.IsNumber || left.Type.Kind == TypeKind.Unknown)
            && (right.Type.IsNumber || right.Type.Kind == TypeKind.Unknown)
        )
        {
            return Reckon(binary, left, right);
        }

        return TimeArithmetic(binary, left, right)
            ?? throw Error(
                binary,
                $"Cannot apply operator: {left.Type} {binary.Operator} {right.Type}",
                left.Type.IsText && right.Type.IsText && binary.Operator == "+" ? "Texts are joined by ||"
                    : left.Type.IsText || right.Type.IsText
                        ? "CAST the text: CAST(… AS bigint), from_iso8601_timestamp(eventtime)"
                    : left.Type.IsTime && right.Type.IsNumber ? $"Write … {binary.Operator} INTERVAL '1' DAY"
                    : null
            );
    }

    private Bound Concatenate(Binary binary, Bound left, Bound right)
    {
        if (left.Type.Kind == TypeKind.Array || right.Type.Kind == TypeKind.Array)
        {
            var (a, b) = (left, right);
            var element = (a.Type.Kind == TypeKind.Array, b.Type.Kind == TypeKind.Array) switch
            {
                (true, true) => Coercion.Common(a.Type.Element, b.Type.Element),
                (true, false) => Coercion.Common(a.Type.Element, b.Type),
                _ => Coercion.Common(a.Type, b.Type.Element),
            };
            if (element is null)
            {
                throw Error(binary, $"Cannot apply operator: {a.Type} || {b.Type}");
            }

            string Side(Bound side) =>
                side.Type.Kind == TypeKind.Array
                    ? Coerce(side, SqlType.Array(element), binary)
                    : $"[{Coerce(side, element, binary)}]";
            // list || NULL is NULL in Trino.
            return new($"({Side(a)} || {Side(b)})", SqlType.Array(element));
        }

        if (left.Type.Kind == TypeKind.Varbinary && right.Type.Kind == TypeKind.Varbinary)
        {
            return new($"({left.Sql} || {right.Sql})", SqlType.Varbinary);
        }

        foreach (var (side, at) in new[] { (left, binary.Left), (right, binary.Right) })
        {
            if (!side.Type.IsText && side.Type.Kind != TypeKind.Unknown)
            {
                throw Error(at, $"|| joins texts, and this is {side.Type}", "CAST(… AS varchar) makes it one.");
            }
        }

        // A char keeps the blanks that pad it.
        string Text(Bound side) => side.Type.Kind == TypeKind.Char ? side.Sql : Coerce(side, SqlType.Varchar, binary);
        return new($"({Text(left)} || {Text(right)})", SqlType.Varchar);
    }

    private Bound Reckon(Binary binary, Bound left, Bound right)
    {
        var type = Coercion.Common(left.Type, right.Type)!;
        type = type.Kind == TypeKind.Unknown ? SqlType.Integer : type;
        if (type.Kind == TypeKind.Decimal)
        {
            return ReckonDecimal(binary, left, right);
        }

        var (a, b) = (Coerce(left, type, binary), Coerce(right, type, binary));
        if (binary.Operator is "/" or "%" && type.IsInteger)
        {
            var sign = binary.Operator == "/" ? "//" : "%";
            return new(NotZero(right, b, $"({a} {sign} {b})", type), type);
        }

        return new($"({a} {binary.Operator} {b})", type);
    }

    private static string NotZero(Bound divisor, string sql, string division, SqlType type) =>
        divisor.Number is not null and not 0
            ? division
            : $"(CASE WHEN {sql} = 0 THEN {Rendering.Failing("Division by zero", type)} ELSE {division} END)";

    /// <summary>Digits as the SQL standard has them.</summary>
    /// <remarks>Source: Trino, "Decimal functions and operators".</remarks>
    private Bound ReckonDecimal(Binary binary, Bound left, Bound right)
    {
        var (x, y) = (Coercion.AsDecimal(left.Type), Coercion.AsDecimal(right.Type));
        x = x.Kind == TypeKind.Unknown ? y : x;
        y = y.Kind == TypeKind.Unknown ? x : y;
        var (a, b) = (Coerce(left, x, binary), Coerce(right, y, binary));
        var scale = Math.Max(x.Scale, y.Scale);
        var whole = Math.Max(x.Precision - x.Scale, y.Precision - y.Scale);
        var type = binary.Operator switch
        {
            "*" => SqlType.Decimal(x.Precision + y.Precision, x.Scale + y.Scale),
            "/" => SqlType.Decimal(x.Precision + y.Scale + Math.Max(y.Scale - x.Scale, 0), scale),
            "%" => SqlType.Decimal(Math.Min(x.Precision - x.Scale, y.Precision - y.Scale) + scale, scale),
            _ => SqlType.Decimal(whole + scale + 1, scale),
        };
        var sql = $"CAST({a} {binary.Operator} {b} AS {type.Physical})";
        return new(binary.Operator is "/" or "%" ? NotZero(right, b, sql, type) : sql, type);
    }

    private Bound? TimeArithmetic(Binary binary, Bound left, Bound right)
    {
        var plus = binary.Operator == "+";
        if (!plus && binary.Operator != "-")
        {
            return Scaled(binary, left, right);
        }

        if (plus && IsInterval(left) && right.Type.IsTime)
        {
            (left, right) = (right, left);
        }

        if (left.Type.IsTime && IsInterval(right))
        {
            var amount = plus ? right.Sql : $"(-{right.Sql})";
            return right.Type.Kind == TypeKind.IntervalDay ? AddMicros(left, amount) : AddMonths(left, amount);
        }

        if (left.Type.Kind == right.Type.Kind && IsInterval(left))
        {
            return new($"({left.Sql} {binary.Operator} {right.Sql})", left.Type);
        }

        if (!plus && left.Type.IsTime && right.Type.IsTime && Coercion.Common(left.Type, right.Type) is { } type)
        {
            return type.Kind == TypeKind.Date
                ? new($"(CAST({left.Sql} - {right.Sql} AS BIGINT) * 86400000000)", SqlType.IntervalDay)
                : new(
                    $"(epoch_us({Coerce(left, type, binary)}) - epoch_us({Coerce(right, type, binary)}))",
                    SqlType.IntervalDay
                );
        }

        return null;
    }

    private static bool IsInterval(Bound bound) => bound.Type.Kind is TypeKind.IntervalDay or TypeKind.IntervalYear;

    private static Bound? Scaled(Binary binary, Bound left, Bound right)
    {
        if (binary.Operator == "*" && left.Type.IsNumber && IsInterval(right))
        {
            (left, right) = (right, left);
        }

        if (!IsInterval(left) || !right.Type.IsNumber || binary.Operator == "%")
        {
            return null;
        }

        var number = $"CAST({right.Sql} AS DOUBLE)";
        var sql = $"CAST(round({left.Sql} {binary.Operator} {number}) AS BIGINT)";
        var failing =
            $"(CASE WHEN isnan({number}) THEN {Rendering.Failing("Cannot multiply an interval by NaN", left.Type)} ELSE {sql} END)";
        return new(failing, left.Type);
    }

    /// <summary>Adds microseconds.</summary>
    internal static Bound AddMicros(Bound time, string micros) =>
        new(
            time.Type.Kind == TypeKind.Date
                ? $"CAST({time.Sql} + to_microseconds({micros}) AS DATE)"
                : $"({time.Sql} + to_microseconds({micros}))",
            time.Type
        );

    /// <summary>Adds months, on the clock of the time's zone.</summary>
    internal static Bound AddMonths(Bound time, string months)
    {
        var sum = $"({TimeZones.Local(time)} + to_months(CAST({months} AS INTEGER)))";
        return new(
            time.Type.Kind switch
            {
                TypeKind.Date => $"CAST({sum} AS DATE)",
                TypeKind.TimestampTz => TimeZones.Instant(sum, time.Type.Zone),
                _ => sum,
            },
            time.Type
        );
    }

    private Bound BindComparison(Comparison comparison, Scope scope)
    {
        var (left, right) = (Bind(comparison.Left, scope), Bind(comparison.Right, scope));
        left = InFormOf(left, right, comparison.Right);
        right = InFormOf(right, left, comparison.Left);
        var (a, b, type) = Alike(left, right, comparison, comparison.Operator);
        if (type.Kind == TypeKind.Map && comparison.Operator is "<" or "<=" or ">" or ">=")
        {
            throw Error(comparison, "maps have no order");
        }

        return new($"({a} {comparison.Operator} {b})", SqlType.Boolean);
    }

    /// <summary>A partition column in the form of what it is compared with.</summary>
    private static Bound InFormOf(Bound column, Bound other, Expression at) =>
        column.Column?.ByForm is { } byForm && byForm(other.Text ?? FormOf(other, at)) is { } sql
            ? column with
            {
                Sql = sql,
                Type = FormType(other.Type),
            }
            : column;

    private static SqlType FormType(SqlType other) =>
        other.IsInteger ? SqlType.BigInt
        : other.IsText ? SqlType.Varchar
        : other;

    /// <summary>An example of what an expression gives: from the pattern that it formats with.</summary>
    private static string FormOf(Bound other, Expression at) =>
        at is Call { Name: "date_format" or "format_datetime", Arguments: [_, StringLiteral { Value: var pattern }] }
            ? pattern
                .Replace("%Y", "0000", StringComparison.Ordinal)
                .Replace("yyyy", "0000", StringComparison.Ordinal)
                .Replace("%m", "00", StringComparison.Ordinal)
                .Replace("MM", "00", StringComparison.Ordinal)
                .Replace("%d", "00", StringComparison.Ordinal)
                .Replace("dd", "00", StringComparison.Ordinal)
                .Replace("%H", "00", StringComparison.Ordinal)
                .Replace("HH", "00", StringComparison.Ordinal)
        : other.Type.IsInteger ? $"#{other.Number}"
        : other.Type.Kind == TypeKind.Date ? "date"
        : "";

    /// <summary>Two values made of one type; a refusal says how to.</summary>
    private (string Left, string Right, SqlType Type) Alike(Bound left, Bound right, Node at, string name)
    {
        if (Coercion.Common(left.Type, right.Type) is { } type)
        {
            // Blanks at the end of a char are padding.
            string Side(Bound side) =>
                left.Type.Kind == TypeKind.Char || right.Type.Kind == TypeKind.Char
                    ? $"rtrim({side.Sql}, ' ')"
                    : Coerce(side, type, at);
            return (Side(left), Side(right), type);
        }

        if (_options.Lenient && Lenient(left, right) is var (a, b) && Coercion.Common(a.Type, b.Type) is { } common)
        {
            Notice($"{left.Type} is compared with {right.Type}: Athena wants a CAST; {common} is compared here");
            return (Coerce(a, common, at), Coerce(b, common, at), common);
        }

        throw Error(
            at,
            $"Cannot apply operator: {left.Type} {name} {right.Type}",
            Instead(left, right) ?? Instead(right, left) ?? "CAST one of them."
        );
    }

    private static (Bound Left, Bound Right) Lenient(Bound left, Bound right) =>
        (left.Type.IsText, right.Type.IsText) switch
        {
            (true, false) => (ToMeet(left, right.Type), right),
            (false, true) => (left, ToMeet(right, left.Type)),
            _ => (left, right),
        };

    /// <summary>A text made into what it is compared with; what cannot be is NULL.</summary>
    private static Bound ToMeet(Bound text, SqlType type) =>
        type.Kind switch
        {
            TypeKind.Boolean => new($"TRY(picks_to_boolean({text.Sql}))", type),
            TypeKind.Timestamp or TypeKind.TimestampTz => new(
                $"coalesce(TRY(picks_from_iso8601({text.Sql})), TRY(picks_to_timestamp_tz({text.Sql}, 'UTC')))",
                SqlType.TimestampTz(3)
            ),
            TypeKind.Date => new($"TRY(CAST(substr({text.Sql}, 1, 10) AS DATE))", type),
            TypeKind.IpAddress => new($"TRY(picks_to_address({text.Sql}))", type),
            TypeKind.Json => new($"picks_json_quote({text.Sql})", type),
            _ when type.IsNumber => new($"TRY(picks_to_double({text.Sql}))", SqlType.Double),
            _ => text,
        };

    private static string? Instead(Bound text, Bound other)
    {
        if (!text.Type.IsText)
        {
            return null;
        }

        var name = text.Column?.Name ?? text.Name ?? "…";
        return other.Type.Kind switch
        {
            TypeKind.Timestamp or TypeKind.TimestampTz or TypeKind.Date when text.Text is not null =>
                $"Write TIMESTAMP '{text.Text.Replace('T', ' ').TrimEnd('Z')} UTC', or from_iso8601_timestamp('{text.Text}')",
            TypeKind.Timestamp or TypeKind.TimestampTz => $"{name} is text: write from_iso8601_timestamp({name})",
            TypeKind.Date => $"{name} is text: write date(from_iso8601_timestamp({name}))",
            TypeKind.Boolean => $"{name} is text here: write {name} = 'true' or 'false'",
            TypeKind.Json => "Write json_extract_scalar(…), which gives a text.",
            TypeKind.Array => "Write contains(array, value).",
            TypeKind.IpAddress => "Write CAST(… AS IPADDRESS).",
            _ when other.Type.IsNumber && other.Number is { } n =>
                $"{name} is text: write '{n}', or CAST({name} AS bigint)",
            _ when other.Type.IsNumber => $"{name} is text: write CAST({name} AS bigint)",
            _ => null,
        };
    }
}
