using RecipePicks.Exposure;
using RecipePicks.Exposure.Documents;
using RecipePicks.State;

namespace RecipePicks.Letters;

/// <summary>What was open by the log and what is open by AWS's own answers, as one.</summary>
internal sealed class Standing
{
    private readonly bool _isTold;
    private readonly bool _isOfNow;

    private Standing(List<Exposed> rows, bool isTold, bool isOfNow) =>
        (Rows, _isTold, _isOfNow) = (rows, isTold, isOfNow);

    /// <summary>The stretches in which something was open; when nothing was, what is closed.</summary>
    public List<Exposed> Rows { get; }

    /// <summary>The same, whatever the window that is asked about.</summary>
    public List<Exposed> Always { get; private init; } = [];

    /// <summary>Whether all that the lead names is told of to the end, and nothing of it is older than what is asked about.</summary>
    public bool IsWhole => _isTold && _isOfNow;

    /// <summary>Whether all that the lead names is closed, by what is told of it.</summary>
    public bool IsClosed => _isTold && Rows.Count > 0 && Rows.TrueForAll(r => r.Verdict == Verdict.Private);

    /// <summary>Puts both together, and takes what was open in the window.</summary>
    /// <param name="inquiry">The inquiry.</param>
    public static Standing Of(Inquiry inquiry)
    {
        var histories = inquiry.Sharing.Histories;
        var told = CollectedEstate.Of(inquiry);
        var all = Of(
            told.Judged,
            inquiry.Resources,
            Exposed.About(inquiry, inquiry.Sharing),
            told.Otherwise,
            histories,
            time => Age.IsOutside(time, inquiry)
        );
        return new Standing([.. all.Rows.Where(r => r.IsIn(inquiry.Window))], all._isTold, all._isOfNow)
        {
            Always = all.Rows,
        };
    }

    /// <summary>Puts both together.</summary>
    /// <param name="estate">What AWS tells.</param>
    /// <param name="leads">What is asked about.</param>
    /// <param name="replayed">What the log tells.</param>
    /// <param name="otherwise">The same where of two documents the earlier counts; null when no two tell of the same.</param>
    /// <param name="histories">What calls made of the resources.</param>
    /// <param name="isOutside">Whether what was recorded at a time tells nothing for certain of what is asked about.</param>
    internal static Standing Of(
        Estate estate,
        IReadOnlyList<ResourceName> leads,
        List<Exposed> replayed,
        Estate? otherwise = null,
        IReadOnlyList<ResourceHistory>? histories = null,
        Predicate<DateTime?>? isOutside = null
    )
    {
        if (estate.IsEmpty)
        {
            return new Standing(replayed, isTold: false, isOfNow: false);
        }

        var names = replayed.Where(e => e.Link is null).SelectMany(e => e.Names.Append(e.Name)).ToHashSet();
        bool IsWanted(Thing thing) => leads.Any(r => IsNamed(r, thing)) || thing.Names.Any(names.Contains);
        var told = DocumentChecks.Of(estate, IsWanted);
        if (otherwise is not null)
        {
            told = Disputed.Of(told, DocumentChecks.Of(otherwise, IsWanted));
        }

        var openings = told.Concat(Refused(estate, told, replayed)).ToList();
        var rows = replayed.ConvertAll(e => Ended(e, openings));
        foreach (var opening in openings.Where(o => o.Grant.Verdict != Verdict.Private || o.IsSet))
        {
            var at = rows.FindIndex(e => IsSame(e, opening));
            if (at >= 0)
            {
                var joined = Joined(rows[at], opening).ToList();
                rows.RemoveAt(at);
                rows.InsertRange(at, joined);
            }
            else if (opening.Grant.Verdict != Verdict.Private)
            {
                rows.Add(Row(opening));
            }
        }

        var gates = new GateHistory(histories ?? []);
        rows = [.. rows.Select(r => Superseded.Of(r, histories ?? [])).SelectMany(gates.Since)];
        rows.AddRange(Closed(openings, rows));
        var isTold =
            leads.Count > 0
            && leads.All(r => openings.Any(o => IsNamed(r, o.Thing)))
            && !openings.Any(o => o.Grant.Verdict == Verdict.Unknown);
        var isOfNow = !openings.Any(o => o.By is { IsRecorded: true } by && isOutside?.Invoke(by.Time) == true);
        return new Standing(rows, isTold, isOfNow);
    }

    /// <summary>Whether a lead names a thing: an ARN by its ARN, where it is known whole.</summary>
    private static bool IsNamed(ResourceName lead, Thing thing)
    {
        var arns = thing
            .OtherNames.Where(n => n.StartsWith("arn:", StringComparison.Ordinal) && !n.Contains('*'))
            .ToList();
        var names = lead.Lead.StartsWith("arn:", StringComparison.Ordinal) && arns.Count > 0 ? arns : thing.Names;
        return names.Any(n => lead.IsNamedBy(n, thing.Type == "AWS::IAM::Role" ? "roleName" : "", thing.Account));
    }

    // What AWS refused to list of things that the log, or another answer, names.
    private static IEnumerable<Opening> Refused(
        Estate estate,
        IReadOnlyList<Opening> told,
        IReadOnlyList<Exposed> replayed
    ) =>
        told.Where(o => o.Link is null)
            .Select(o => o.Thing)
            .Concat(
                replayed
                    .Where(r => r.Link is null)
                    .Select(r => new Thing(r.Type, r.Name, r.Account, r.Region) { OtherNames = r.Names })
            )
            .DistinctBy(t => (t.Type, t.Name))
            .SelectMany(t => DocumentChecks.Refused(estate, t))
            .Where(r =>
                !told.Any(o =>
                    o.Check == r.Check
                    && o.Aspect == r.Aspect
                    && o.Thing.Type == r.Thing.Type
                    && o.Thing.Names.Contains(r.Thing.Name)
                )
            );

    private static bool IsOf(Exposed row, Opening opening) =>
        row.Type == opening.Thing.Type
        && row.Sheet == opening.Check
        && row.Aspect == opening.Aspect
        && (row.Account is null || opening.Thing.Account is null || row.Account == opening.Thing.Account)
        && opening.Thing.Names.Any(n => n == row.Name || row.Names.Contains(n));

    private static bool IsSame(Exposed row, Opening opening) =>
        IsOf(row, opening)
        && row.Check is null
        && !opening.IsLastKnown
        && (
            row.SharedWith == opening.Grant.To
            || (IsEveryone(row.SharedWith) && (IsEveryone(opening.Grant.To) || opening.IsSet))
        )
        && (row.To is null || row.To > opening.Asked)
        && (row.From is null || opening.Asked is null || row.From <= opening.Asked);

    private static bool IsEveryone(string? who) => who?.StartsWith("everyone", StringComparison.Ordinal) == true;

    // What the log leaves open is over when AWS, asked later, no longer tells of it.
    private static Exposed Ended(Exposed row, IReadOnlyList<Opening> openings)
    {
        var about = openings.Where(o => IsOf(row, o)).ToList();
        return
            row.To is null
            && row.Link is null
            && about.Count > 0
            && about.TrueForAll(o => o.Grant.Verdict != Verdict.Unknown && !IsSame(row, o))
            && about[0].Asked is { } asked
            && row.From <= asked
            ? row with
            {
                To = asked,
                Certainty = Certainty.Inferred,
                Why =
                    $"{row.Why}; when {(about[0].By!.IsRecorded ? "AWS Config recorded it" : "AWS was asked")} at {TimeWindow.Format(asked)} it no longer stood",
            }
            : row;
    }

    // A gate that AWS tells of may have been shut since any time: until it was asked, the log's word stands.
    private static IEnumerable<Exposed> Joined(Exposed row, Opening opening)
    {
        var now = row with
        {
            Verdict = opening.Grant.Verdict,
            SharedWith = opening.Grant.To ?? row.SharedWith,
            Why = opening.Why,
            Witness = opening.Grant.Witness,
            Aws = opening.Grant.Aws,
            Check = opening.Check,
            By = opening.By,
        };
        return
            opening is { Grant.Verdict: Verdict.Latent, Asked: { } asked }
            && row.Verdict > Verdict.Latent
            && (row.From is null || row.From < asked)
            ?
            [
                row with
                {
                    To = asked,
                    IsStanding = true,
                    Certainty = Certainty.Inferred,
                    Why =
                        $"{row.Why}; since when the gate is shut of which AWS told at {TimeWindow.Format(asked)} nothing says",
                },
                now with
                {
                    From = asked,
                },
            ]
            : [now];
    }

    private static Exposed Row(Opening opening) =>
        new()
        {
            Type = opening.Thing.Type,
            Name = opening.Thing.Name,
            Names = [.. opening.Thing.Names],
            Account = opening.Thing.Account,
            Region = opening.Thing.Region,
            What = opening.What,
            Sheet = opening.Check,
            Aspect = opening.Aspect,
            Verdict = opening.Grant.Verdict,
            SharedWith = opening.Grant.To,
            Why = opening.Why,
            Witness = opening.Grant.Witness,
            Aws = opening.Grant.Aws,
            Check = opening.Check,
            By = opening.By,
            Link = opening.Link,
            Certainty = Certainty.Exact,
        };

    /// <summary>One row for each thing of which nothing is open, nor ever was by the log.</summary>
    private static List<Exposed> Closed(IReadOnlyList<Opening> openings, List<Exposed> rows) =>
        [
            .. openings
                .GroupBy(o => (o.Thing.Type, o.Thing.Name, o.Thing.Account, o.Thing.Region))
                .Where(g => !rows.Exists(r => r.Type == g.Key.Type && g.Any(o => o.Thing.Names.Contains(r.Name))))
                .Select(g =>
                    Row(g.First()) with
                    {
                        What = string.Join(", ", g.Select(o => o.What).Distinct(StringComparer.Ordinal)),
                        Why = string.Join("; ", g.Select(o => $"{o.What}: {o.Why}").Distinct(StringComparer.Ordinal)),
                        Aws = g.Select(o => o.Grant.Aws).FirstOrDefault(a => a is not null),
                    }
                ),
        ];
}
