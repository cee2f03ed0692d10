using RecipePicks.Letters;
using RecipePicks.Lineage;
using RecipePicks.Store;

namespace RecipePicks.Cases.Pulling;

/// <summary>Whom the events that are in the case lead to.</summary>
/// <param name="Found">
/// The identities that were found; the sessions, keys, users, roles and workloads that they made or came from.
/// </param>
/// <param name="Issued">When keys were issued, UTC, where the events tell: before that nobody used them.</param>
internal sealed record Following(Followed Found, IReadOnlyDictionary<string, DateTime> Issued)
{
    /// <summary>How many of a kind a ring asks about.</summary>
    private const int Most = 1000;

    /// <summary>Follows the leads through the case.</summary>
    public static Following Of(string directory, PullRequest request, CancellationToken cancellation)
    {
        using var opened = Case.Open(directory);
        var (inquiry, _) = Investigation.Begin(
            opened.Engine,
            opened.Coverage(cancellation),
            new InvestigationRequest
            {
                Leads = request.Leads,
                As = request.As,
                Window = request.Scope.Window,
            },
            cancellation
        );
        // A key of a pipeline issues hundreds of sessions; which of them matter is told by their calls, which are not here yet.
        var bounds = new Bounds
        {
            Until = request.Scope.Window.To,
            FanOut = Most,
            Nodes = 5 * Most,
        };
        var chain = Closure.Of(inquiry.Lineage, LineageSeeds.Of(inquiry), bounds);
        var reached = chain
            .Nodes.Where(n => n.Via is not { Kind: EdgeKind.Attempted or EdgeKind.Escalated })
            .Select(n => (n.Way, Node: inquiry.Lineage.Nodes[n.Id]))
            .ToList();
        var issued = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        foreach (var (_, node) in reached.Where(r => r.Node.Issued is not null))
        {
            foreach (var key in KeysOf(node))
            {
                issued.TryAdd(key, node.Issued!.Value);
            }
        }

        // Whom a changed trust policy lets in is an account that others own: its calls here are the chain's.
        var letIn = new Callers
        {
            Accounts = [.. chain.Edges.SelectMany(e => e.LetsIn).Where(LeadForm.IsAccount).Distinct().Take(Most)],
        };
        var found = new Followed(inquiry.Callers.With(letIn), []).With(Identities(inquiry)).With(Chain(reached));
        return new(found, issued);
    }

    private static Followed Chain(List<(Way Way, LineageNode Node)> reached)
    {
        var nodes = reached.Select(r => r.Node).ToList();
        // Of a role that a lead came from, other sessions are others' business; of one that a lead made, they are not.
        var made = reached.Where(r => r.Way == Way.Forward && r.Node.Kind == "principal").Select(r => r.Node.Id);
        var users = nodes.Where(n => n.Kind == "principal" && IsOf(n.Id, "user")).Select(n => n.Id);
        return new(
            new Callers
            {
                Keys = [.. nodes.SelectMany(KeysOf).Distinct().Take(Most)],
                Arns =
                [
                    .. nodes
                        .Where(n => n.Kind == "session" && n.Keys.Count == 0)
                        .Select(n => n.Arn)
                        .OfType<string>()
                        .Concat(users)
                        .Distinct()
                        .Take(Most),
                ],
                Roles = [.. made.Where(id => IsOf(id, "role")).Distinct().Take(Most)],
            },
            [.. nodes.Select(n => n.Id).Where(Names.IsInstance).Distinct().Take(Most)]
        );
    }

    // Who used a key or called from an address has done other things as well.
    private static Followed Identities(Inquiry inquiry) =>
        inquiry.Callers.IsEmpty
            ? Followed.Nobody
            : new(
                new Callers
                {
                    Arns =
                    [
                        .. inquiry
                            .AskAboutCallers(Question.Load("Identity/identities"), Inquiry.MostRows)
                            .Rows.Where(r => r.Text("type") != "AWSService")
                            .Select(r => r.Text("arn"))
                            .OfType<string>()
                            .Where(a => !a.Contains("/AWSServiceRoleFor", StringComparison.Ordinal))
                            .Distinct()
                            .Take(Resolver.MostIdentities),
                    ],
                },
                []
            );

    private static bool IsOf(string id, string type) =>
        Arn.TryParse(id) is { Service: "iam" } arn && arn.ResourceType == type;

    private static IEnumerable<string> KeysOf(LineageNode node) =>
        node.Kind switch
        {
            "access-key" => node.Keys.Prepend(node.Id).Distinct(),
            "session" => node.Keys,
            _ => [],
        };
}
