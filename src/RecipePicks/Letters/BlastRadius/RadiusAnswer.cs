using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>The records of some identities as the parts of an answer.</summary>
internal sealed class RadiusAnswer
{
    private const int MostRows = 2000;
    private readonly Inquiry _inquiry;
    private readonly List<Part> _parts;
    private readonly bool _isCapped;

    private sealed record Part(
        Radius Radius,
        IReadOnlyList<UsedAction> Used,
        IReadOnlyList<ReachedResource> Reached,
        int NotAsked,
        RadiusClosing Closing
    );

    /// <summary>Works them out.</summary>
    /// <param name="inquiry">The inquiry.</param>
    /// <param name="subjects">The identities.</param>
    /// <param name="party">The callers whose calls count, and the credentials that came of them.</param>
    /// <param name="uses">What they did.</param>
    public RadiusAnswer(
        Inquiry inquiry,
        IReadOnlyList<RadiusSubject> subjects,
        Callers party,
        IReadOnlyList<ActionUse> uses
    )
    {
        _inquiry = inquiry;
        var radii = subjects.Select(s => new Radius(inquiry, s)).ToList();
        var odd = radii
            .SelectMany(r => r.Subject.Uses.SelectMany(u => u.Actions).Where(a => !Grants(r, a)))
            .ToHashSet();
        var (singles, capped) = SingleUse.Of(
            inquiry,
            party,
            uses,
            a => odd.Contains(a) || Iam.Catalog.SensitiveAction.Find(a.FullName) is not null
        );
        var path = singles.Where(s => Iam.Catalog.SensitiveAction.Find(s.Action.FullName) is not null).ToList();
        _isCapped = capped;
        _parts = radii.ConvertAll(r =>
        {
            var own = ChainOf(r.Subject.Principal, path);
            var (reached, left) = ReachedResource.Of(r, own.Where(s => s.IsTold).Select(s => s.Resource));
            return new Part(r, UsedAction.Of(r, singles), reached, left, new RadiusClosing(inquiry, r, own));
        });
    }

    /// <summary>Whether nothing that bears on any of them is missing.</summary>
    public bool IsWhole => _parts.TrueForAll(p => p.Radius is { IsKnown: true, Missing.Count: 0 });

    /// <summary>Whether the evidence describes any of them.</summary>
    public bool IsKnown => _parts.Exists(p => p.Radius.IsKnown);

    /// <summary>The findings of all.</summary>
    public IEnumerable<Finding> Findings =>
        _parts.SelectMany(p => new RadiusFindings(p.Radius, p.Used, p.Reached, p.Closing).All());

    /// <summary>One sentence.</summary>
    public string Headline => string.Join(" ", _parts.Take(3).Select(p => $"{Sentence(p.Radius)}{Surprise(p)}"));

    /// <summary>The tables; the contract's first.</summary>
    public IReadOnlyList<AnswerTable> Tables =>
        [
            new("access", AccessTable.Columns, [.. _parts.SelectMany(p => AccessTable.Rows(p.Radius))]),
            new("subjects", SubjectTable.Columns, [.. _parts.Select(p => SubjectTable.Row(p.Radius))]),
            new("inputs", RadiusInputs.Columns, [.. _parts.SelectMany(p => RadiusInputs.Rows(p.Radius))]),
            new(
                "sensitive",
                SubjectTable.SensitiveColumns,
                [.. _parts.SelectMany(p => SubjectTable.Sensitive(p.Radius))]
            ),
            new(
                "reaches",
                ReachedResource.Columns,
                [.. _parts.SelectMany(p => p.Reached.Select(r => r.Row(p.Radius.Subject.Principal)))]
            ),
            new("becomes", BecomesTable.Columns, [.. _parts.SelectMany(p => BecomesTable.Rows(p.Radius))]),
            new("used", UsedAction.Columns, [.. _parts.SelectMany(p => p.Used).Take(MostRows).Select(u => u.Row)]),
            new(
                "path",
                PathTable.Columns,
                [.. _parts.SelectMany(p => PathTable.Rows(_inquiry, p.Radius, p.Closing)).Take(MostRows)]
            ),
            new(
                "containment",
                PathTable.RemedyColumns,
                [.. _parts.SelectMany(p => PathTable.Remedies(p.Radius, p.Closing))]
            ),
        ];

    /// <summary>What the evidence cannot say.</summary>
    public IEnumerable<string> Gaps
    {
        get
        {
            foreach (var part in _parts.Where(p => p.Radius.Missing.Count > 0))
            {
                yield return $"Of {Who.Short(part.Radius.Subject.Principal)} the evidence lacks: {Listed(part.Radius.Missing, 12)}. A NO is not said where one of these could allow it.";
            }

            foreach (var part in _parts.Where(p => p.Radius.Session is { IsLeads: false }))
            {
                yield return $"{Counted(part.Radius.Session!.Sessions, "session")} of {Who.Short(part.Radius.Subject.Principal)} had session policies, which take rights away; the rights above are those of the {part.Radius.Subject.Kind} itself.";
            }

            if (_isCapped)
            {
                yield return $"Only the first {Number(SingleUse.Most)} calls of sensitive actions were read one by one.";
            }

            foreach (var part in _parts.Where(p => p.NotAsked > 0))
            {
                yield return $"{Counted(part.NotAsked, "more resource")} of the evidence were not asked for one by one; picks can asks for any.";
            }
        }
    }

    private static bool Grants(Radius radius, Iam.Catalog.KnownAction action) =>
        radius.ByAction.TryGetValue(action.FullName, out var grant) && grant.Access.IsGranted;

    // What an identity did, and what those did that it took the roles of, in turn.
    private static List<SingleUse> ChainOf(string arn, List<SingleUse> path)
    {
        var chain = new HashSet<string>(StringComparer.Ordinal) { arn };
        for (var grew = true; grew; )
        {
            grew = path.Where(s => chain.Contains(s.Principal) && s.Action.FullName == "sts:AssumeRole")
                .Aggregate(false, (any, s) => chain.Add(s.Resource) || any);
        }

        return path.FindAll(s => chain.Contains(s.Principal));
    }

    // What was done and not granted stands first: it says that the policies are not all there are.
    private static string Surprise(Part part) =>
        part.Used.Count(u => u.Fit == Fit.UsedNotGranted) is > 0 and var count
            ? $" It used {Counted(count, "action")} that no policy in the evidence grants."
            : "";

    private static string Sentence(Radius radius)
    {
        var name = Who.Short(radius.Subject.Principal);
        var granted = radius.Grants.Count(g => g.Access.IsGranted);
        return radius switch
        {
            { IsRoot: true } => $"{name} may do everything that no control policy of an organization denies.",
            { IsKnown: false } =>
                $"What {name} may do is unknown but for what it did: its policies are not in this evidence ({Listed(radius.Own.Missing, 5)}).",
            { Own.Policies.Count: 0, Own.Missing.Count: > 0 } =>
                $"What {name} may do is unknown but for what it did: {Listed(radius.Own.Missing, 5)} are not in this evidence.",
            { Admin: not Iam.Accounts.Admin.No } => $"{name} is an administrator.",
            { ToAdmin: { } route } =>
                $"{name} may use {Counted(granted, "action")}, and can become an administrator in {Counted(route.Edges.Count, "step")} ({BecomesTable.Word(route.Openness)}).",
            _ =>
                $"{name} may use {Counted(granted, "action")}{(radius.Own.Missing.Count == 0 ? "" : $", and what {Listed(radius.Own.Missing, 3)} allow")}.",
        };
    }
}
