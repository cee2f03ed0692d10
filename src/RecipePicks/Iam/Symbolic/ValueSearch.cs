using System.Globalization;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Patterns;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Symbolic;

/// <summary>What a value of a context key must meet: one of some operands, or none of them.</summary>
internal sealed record ValueConstraint(IReadOnlyList<ConditionValue> Operands, bool Negated)
{
    public bool Holds(string value) => Operands.Any(o => o.Matches(value)) != Negated;
}

/// <summary>
/// Finds a value that meets constraints. Texts, ARNs and booleans are searched as automata; numbers, times and addresses by
/// their boundaries: between two neighbouring ones all values are the same to the constraints.
/// </summary>
internal static class ValueSearch
{
    private const string NoValueOfItsKind = "x";
    private static readonly decimal s_first = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly decimal s_last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>A value; Yes with one, No when there is none, Unknown when it was not found.</summary>
    public static (Truth Truth, string? Value) Find(IReadOnlyList<ValueConstraint> constraints)
    {
        var operands = constraints.SelectMany(c => c.Operands).ToList();
        if (operands.All(o => o is TextValue or ArnValue or BoolValue or BinaryValue))
        {
            return FindText(constraints);
        }

        IEnumerable<string> candidates =
            operands.All(o => o is AddressValue) ? Addresses(operands.Cast<AddressValue>())
            : operands.All(o => o is OrderedValue)
            && operands.Cast<OrderedValue>().Select(o => o.IsTime).Distinct().Count() == 1
                ? Ordered([.. operands.Cast<OrderedValue>()])
            : [];
        foreach (var candidate in candidates.Append(NoValueOfItsKind))
        {
            if (constraints.All(c => c.Holds(candidate)))
            {
                return (Truth.Yes, candidate);
            }
        }

        // Operators of different kinds on one key: what was not found may still be there.
        return candidates.Any() ? (Truth.No, null) : (Truth.Unknown, null);
    }

    private static (Truth Truth, string? Value) FindText(IReadOnlyList<ValueConstraint> constraints)
    {
        IReadOnlyList<TextConstraint> texts =
        [
            .. constraints.Select(c => new TextConstraint([.. c.Operands.SelectMany(Globs)], c.Negated)),
        ];
        var found = TextSearch.Find([.. texts, new TextConstraint([TextGlob.Something], false)]);
        found = found.Text is null && found.IsComplete ? TextSearch.Find(texts) : found;
        var truth =
            found.Text is not null ? Truth.Yes
            : found.IsComplete ? Truth.No
            : Truth.Unknown;
        return (truth, found.Text);
    }

    private static IEnumerable<TextGlob> Globs(ConditionValue operand) =>
        operand switch
        {
            TextValue text => [TextGlob.Of(text.Pattern, text.IgnoreCase)],
            ArnValue { IsReadable: true } arn => arn.Pattern.Globs,
            BoolValue { Value: { } value } => [TextGlob.OfText(value ? "true" : "false", ignoreCase: true)],
            BinaryValue { Bytes: { } bytes } => [TextGlob.OfText(Convert.ToBase64String(bytes))],
            _ => [],
        };

    private static IEnumerable<string> Addresses(IEnumerable<AddressValue> operands) =>
        operands
            .Select(o => o.Range)
            .OfType<AddressRange>()
            .SelectMany(r => (UInt128[])[r.First, r.Last, r.First - 1, r.Last + 1], (r, n) => Address(r.IsV6, n))
            .Concat(["198.51.100.7", "2001:db8::7", "0.0.0.0", "::"]);

    private static string Address(bool isV6, UInt128 number) =>
        new AddressRange(isV6, isV6 ? number : number & uint.MaxValue, 0).FirstAddress();

    private static IEnumerable<string> Ordered(IReadOnlyList<OrderedValue> operands)
    {
        var bounds = operands.Select(o => o.Value).OfType<decimal>().Distinct().Order().ToList();
        var values = bounds.Count == 0 ? [0m] : bounds.Zip(bounds.Skip(1), (a, b) => (a / 2) + (b / 2)).Concat(bounds);
        values = values
            .Append(Math.Max(bounds.FirstOrDefault(), decimal.MinValue + 1) - 1)
            .Append(Math.Min(bounds.LastOrDefault(), decimal.MaxValue - 1) + 1);
        return values.Select(v => operands[0].IsTime ? Time(v) : v.ToString(CultureInfo.InvariantCulture));
    }

    // A time that no calendar has is written in seconds, as conditions may.
    private static string Time(decimal seconds) =>
        seconds < s_first || seconds > s_last
            ? seconds.ToString(CultureInfo.InvariantCulture)
            : DateTimeOffset
                .UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
                .ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
