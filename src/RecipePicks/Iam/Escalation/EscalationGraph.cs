using RecipePicks.Iam.Accounts;

namespace RecipePicks.Iam.Escalation;

/// <summary>Which identities an identity can become, and by which ways.</summary>
/// <param name="questions">The accounts and their policies.</param>
/// <param name="paths">The ways that are known; null for all.</param>
public sealed class EscalationGraph(AccessQuestions questions, IReadOnlyList<EscalationPath>? paths = null)
{
    /// <summary>How many identities are gone through from one start.</summary>
    private const int MostSteps = 2000;

    private readonly Dictionary<string, IReadOnlyList<EscalationEdge>> _edges = new(StringComparer.Ordinal);
    private readonly Lazy<TrustIndex> _trusts = new(() => new TrustIndex(questions));

    /// <summary>The steps that an identity can take, by where they lead, the most open first.</summary>
    /// <param name="identity">The identity.</param>
    public IReadOnlyList<EscalationEdge> From(IamIdentity identity) =>
        _edges.TryGetValue(identity.Arn, out var known) ? known : _edges[identity.Arn] = Steps(identity);

    /// <summary>Whether an identity is an administrator without a step.</summary>
    /// <param name="identity">The identity.</param>
    public Admin AdminOf(IamIdentity identity) => AdminEquivalence.Of(questions, identity);

    /// <summary>The way to every identity that can be reached, and to all rights; the surest, of these the shortest.</summary>
    /// <param name="start">Where it begins.</param>
    public IReadOnlyDictionary<string, EscalationRoute> Routes(IamIdentity start)
    {
        var routes = new Dictionary<string, EscalationRoute>(StringComparer.Ordinal)
        {
            [start.Arn] = new(start.Arn, []),
        };
        foreach (var level in Enum.GetValues<Openness>())
        {
            Widen(routes, level);
        }

        return routes;
    }

    private void Widen(Dictionary<string, EscalationRoute> routes, Openness level)
    {
        var queue = new Queue<EscalationRoute>(
            routes.Values.OrderBy(r => r.Edges.Count).ThenBy(r => r.To, StringComparer.Ordinal)
        );
        for (var steps = 0; queue.Count > 0 && steps < MostSteps; steps++)
        {
            var route = queue.Dequeue();
            if (questions.Policies.Estate.Find(route.To) is not { } at)
            {
                continue;
            }

            if (AdminOf(at) != Admin.No)
            {
                routes.TryAdd(EscalationEdge.Administrator, route with { To = EscalationEdge.Administrator });
            }

            foreach (var edge in From(at).Where(e => e.Openness <= level))
            {
                if (!routes.ContainsKey(edge.To))
                {
                    routes[edge.To] = new EscalationRoute(edge.To, [.. route.Edges, edge]);
                    queue.Enqueue(routes[edge.To]);
                }
            }
        }
    }

    private IReadOnlyList<EscalationEdge> Steps(IamIdentity identity)
    {
        // An administrator needs no way to become anybody of its own account.
        var admin = AdminOf(identity) != Admin.No;
        var step = new EscalationStep(questions, identity, _trusts.Value);
        return
        [
            .. (paths ?? EscalationPath.All)
                .Where(p => step.MayTry(p) && (!admin || p.Kind == EscalationKind.Assume))
                .SelectMany(step.Of)
                .OrderBy(e => e.Openness)
                .ThenBy(e => e.Path.Needs.Count)
                .ThenBy(e => e.To, StringComparer.Ordinal)
                .ThenBy(e => e.Path.Id, StringComparer.Ordinal),
        ];
    }
}
