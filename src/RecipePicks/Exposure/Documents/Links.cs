namespace RecipePicks.Exposure.Documents;

/// <summary>
/// What is reached through something public: the snapshots of a public AMI, the bucket behind CloudFront, the targets of an
/// internet-facing load balancer, the database that a public host may connect to, the role that a public host carries.
/// </summary>
internal static class Links
{
    private const int Deepest = 4;

    // Policies let callers of the API in, through whom no network leads on.
    private static readonly HashSet<string> Roots =
    [
        "AWS::EC2::Image",
        "AWS::EC2::Instance",
        "AWS::EC2::NetworkInterface",
        "AWS::ElasticLoadBalancing::LoadBalancer",
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "AWS::CloudFront::Distribution",
        "AWS::GlobalAccelerator::Accelerator",
        "AWS::Cognito::IdentityPool",
        "AWS::ApiGateway::RestApi",
        "AWS::ApiGatewayV2::Api",
        "AWS::Lambda::Function",
    ];

    /// <summary>The openings of the things that are wanted.</summary>
    /// <param name="estate">What is known.</param>
    /// <param name="isWanted">Which things.</param>
    /// <param name="judge">The checks.</param>
    public static IEnumerable<Opening> Of(
        Estate estate,
        Predicate<Thing> isWanted,
        Func<Estate, Predicate<Thing>, IEnumerable<Opening>> judge
    )
    {
        var edges = LinkEdges.Of(estate).ToLookup(e => e.From, StringComparer.Ordinal);
        if (edges.Count == 0)
        {
            yield break;
        }

        var roots = judge(estate, t => Roots.Contains(t.Type))
            .Where(o =>
                o.Grant.Verdict is Verdict.Public or Verdict.PublicAuth
                && (o.Thing.Type != "AWS::Lambda::Function" || o.What == "function URL")
            )
            .DistinctBy(o => Key(o.Thing))
            .ToList();
        var seen = roots.Select(o => Key(o.Thing)).ToHashSet(StringComparer.Ordinal);
        var found = roots.ConvertAll(o => (o.Thing, Path: $"{o.Thing.Name} is public ({o.What})", o.By));
        for (var depth = 1; depth <= Deepest && found.Count > 0; depth++)
        {
            var next = new List<(Thing Thing, string Path, Document? By)>();
            foreach (var (thing, path, by) in found)
            {
                foreach (var edge in edges[Key(thing)].Where(e => seen.Add(Key(e.To))))
                {
                    var further = $"{path}, {edge.How}";
                    next.Add((edge.To, further, by));
                    if (isWanted(edge.To))
                    {
                        yield return new Opening(
                            edge.Check,
                            edge.To,
                            "link",
                            new Grant(Verdict.PublicViaLink, $"whoever comes through {thing.Name}", further),
                            by
                        )
                        {
                            Link = $"{depth} {(depth == 1 ? "step" : "steps")} from what is public",
                        };
                    }
                }
            }

            found = next;
        }
    }

    /// <summary>What a thing is known by among links.</summary>
    public static string Key(Thing thing) => $"{thing.Type} {thing.Account} {thing.Region} {thing.Name}";
}
