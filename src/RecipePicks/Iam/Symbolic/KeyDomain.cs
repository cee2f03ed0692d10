using System.Collections.Immutable;
using RecipePicks.Iam.Evaluation;

namespace RecipePicks.Iam.Symbolic;

/// <summary>What a context key may still be: absent, or present with values that meet constraints.</summary>
/// <param name="MayBeAbsent">Whether it may be absent.</param>
/// <param name="MayBePresent">Whether it may be present.</param>
/// <param name="Many">Whether it may have several values.</param>
/// <param name="All">What every value must meet.</param>
/// <param name="Some">What some value must meet, each.</param>
internal sealed record KeyDomain(
    bool MayBeAbsent,
    bool MayBePresent,
    bool Many,
    ImmutableList<ValueConstraint> All,
    ImmutableList<ValueConstraint> Some
)
{
    /// <summary>Anything.</summary>
    public static KeyDomain Of(bool alwaysPresent, bool many) => new(!alwaysPresent, true, many, [], []);

    /// <summary>What is left when a literal holds as well.</summary>
    public KeyDomain With(Literal literal) =>
        literal switch
        {
            PresenceLiteral presence => this with
            {
                MayBeAbsent = MayBeAbsent && !presence.Present,
                MayBePresent = MayBePresent && presence.Present,
            },
            KeyLiteral key => this with
            {
                MayBeAbsent = MayBeAbsent && key.WhenAbsent,
                All = key.All ? All.Add(new(key.Operands, key.Negated)) : All,
                Some = key.All ? Some : Some.Add(new(key.Operands, key.Negated)),
            },
            _ => this,
        };

    /// <summary>Whether anything is left, and values for it; none means absent.</summary>
    public (Truth Truth, IReadOnlyList<string> Values) Find() =>
        MayBeAbsent ? (Truth.Yes, [])
        : !MayBePresent ? (Truth.No, [])
        : !Many || Some.Count == 0 ? One([.. All, .. Some])
        : Several();

    private static (Truth, IReadOnlyList<string>) One(IReadOnlyList<ValueConstraint> constraints) =>
        ValueSearch.Find(constraints) is var (truth, value) && value is not null ? (truth, [value]) : (truth, []);

    private (Truth, IReadOnlyList<string>) Several()
    {
        var values = new List<string>();
        var worst = Truth.Yes;
        foreach (var some in Some)
        {
            var (truth, value) = ValueSearch.Find([.. All, some]);
            worst = worst.And(truth);
            if (value is not null && !values.Contains(value))
            {
                values.Add(value);
            }
        }

        return (worst, values);
    }
}
