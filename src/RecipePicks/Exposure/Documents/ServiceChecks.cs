using System.Text.Json;
using RecipePicks.Exposure.Network;
using RecipePicks.Exposure.Policies;
using static RecipePicks.Exposure.JsonWalk;

namespace RecipePicks.Exposure.Documents;

/// <summary>Checks of services where a policy, an address and a login decide together: 30, 31, 41, 44, 56, 61.</summary>
internal static class ServiceChecks
{
    /// <summary>Judges all that is wanted.</summary>
    public static IEnumerable<Opening> Of(Estate estate, Predicate<Thing> isWanted) =>
        Domains(estate)
            .Concat(Collections(estate))
            .Concat(RestApis(estate))
            .Concat(HttpApis(estate))
            .Concat(IdentityPools(estate))
            .Concat(Clusters(estate))
            .Concat(Lightsail(estate))
            .Where(c => isWanted(c.Thing))
            .SelectMany(c => c.Judge().Select(g => new Opening(c.Check, c.Thing, c.What, g, c.By)));

    private sealed record Candidate(
        int Check,
        Thing Thing,
        string What,
        Document? By,
        Func<IReadOnlyList<Grant>> Judge
    );

    private static IEnumerable<Candidate> Domains(Estate estate) =>
        from document in estate.Of("opensearch describe-domain")
        from status in document.At("DomainStatus")
        let name = Text(status, "DomainName") ?? document.Subject
        where name is not null
        let thing = Named("AWS::OpenSearch::Domain", name, document, Text(status, "ARN"))
        select new Candidate(
            30,
            thing,
            "domain's access policy",
            document,
            () =>
                [
                    .. ResourcePolicy
                        .Judge(Member(status, "AccessPolicies"), "es", new Case(estate, thing, status))
                        .Select(g =>
                            g.Verdict < Verdict.External ? g
                            : (
                                Text(Member(status, "VPCOptions"), "VPCId")
                                ?? At(status, "VPCOptions.SubnetIds[]").Select(Text).FirstOrDefault()
                            )
                                is { } inside
                                ? g.Shut($"its VPC ({inside}), outside of which it has no address,")
                            : g.Verdict == Verdict.Public
                            && Text(Member(status, "AdvancedSecurityOptions"), "Enabled") == "true"
                                ? g with
                                {
                                    Verdict = Verdict.PublicAuth,
                                    Why = $"{g.Why}; fine-grained access control still asks for a login",
                                }
                            : g
                        ),
                ]
        );

    private static IEnumerable<Candidate> Collections(Estate estate)
    {
        var policies = (
            from document in estate.Of("opensearchserverless get-security-policy")
            from policy in document
                .At("securityPolicyDetail.policy")
                .Select(JsonWalk.Document)
                .SelectMany(p => Items(p, true))
            from resource in At(policy, "Rules[].Resource[]").Select(Text).OfType<string>()
            let name = resource[(resource.IndexOf('/', StringComparison.Ordinal) + 1)..]
            select (Name: name, Policy: policy, Document: document)
        ).ToList();
        return from named in policies.DistinctBy(p => (p.Name, p.Document.Account, p.Document.Region))
            let thing = Named("AWS::OpenSearchServerless::Collection", named.Name, named.Document, null)

            let refused = estate
                .Of("opensearchserverless get-security-policy", thing.Account, thing.Region)
                .FirstOrDefault(d => d.Unknown is not null)

            // All policies of the account that fit a collection's name hold for it.
            let open = policies.Find(p =>
                p.Document.Account == thing.Account
                && p.Document.Region == thing.Region
                && Glob.Covers(p.Name, thing.Name, StringComparison.Ordinal)
                && Text(p.Policy, "AllowFromPublic") == "true"
            )
            select new Candidate(
                31,
                thing,
                "collection's network policy",
                named.Document,
                () =>
                    [
                        open.Document is { } document
                            ? new Grant(
                                Verdict.PublicAuth,
                                "everyone with a login that its data access policy names",
                                $"the network policy {document.Text("securityPolicyDetail.name")} lets {open.Name} be reached from public networks (AllowFromPublic)"
                            )
                        : refused is not null ? Grant.Unclear($"{refused.Words} {refused.Unknown}")
                        : Grant.Nobody(
                            $"the network policy lets {thing.Name} be reached from named VPC endpoints alone"
                        ),
                    ]
            );
    }

    private static IEnumerable<Candidate> RestApis(Estate estate) =>
        from api in estate.Of("apigateway get-rest-api")
        let id = api.Text("id") ?? api.Subject
        where id is not null
        let thing = Named(
            "AWS::ApiGateway::RestApi",
            id,
            api,
            $"arn:aws:apigateway:{api.Region ?? "*"}::/restapis/{id}"
        )
        select new Candidate(41, thing, "REST API", api, () => OfRestApi(estate, thing, api));

    private static IReadOnlyList<Grant> OfRestApi(Estate estate, Thing thing, Document api)
    {
        if (api.Unknown is { } unknown)
        {
            return [Grant.Unclear($"{api.Words} {unknown}")];
        }

        var isPrivate = api.Texts("endpointConfiguration.types[]").Contains("PRIVATE");
        var policy = api.Text("policy");
        var grants =
            policy is { Length: > 0 }
                ? ResourcePolicy.Judge(Quoted(Unescaped(policy)), "apigateway", new Case(estate, thing, default))
            : isPrivate ? [Grant.Nobody("its endpoint is PRIVATE, and without a resource policy nobody may call it")]
            : [Grant.Everyone("its endpoint is public and it has no resource policy")];
        var resources = estate.Find("apigateway get-resources", thing.Account, thing.Region, thing.Name);

        // Browsers ask OPTIONS before they call (CORS), without a login.
        var methods = resources
            .At("items[].resourceMethods")
            .Where(m => m.ValueKind == JsonValueKind.Object)
            .SelectMany(m => m.EnumerateObject())
            .Where(m => m.Name != "OPTIONS")
            .Select(m => m.Value)
            .ToList();
        var open = methods.Count(m =>
            Text(m, "authorizationType") is null or "NONE" && Text(m, "apiKeyRequired") != "true"
        );
        return
        [
            .. grants.Select(g =>
                g.Verdict is not (Verdict.Public or Verdict.PublicAuth) ? g
                : resources.Unknown is { } missing
                    ? Grant.Unclear($"{g.Why}; which methods ask for a login is not known: {resources.Words} {missing}")
                : methods.Count == 0
                    ? Grant.Unclear($"{g.Why}; it has no method but OPTIONS, and what is deployed may be older")
                : isPrivate
                    ? g with
                    {
                        Verdict = Verdict.PublicAuth,
                        To = "everyone with a VPC endpoint in any AWS account",
                        Why = $"{g.Why}; its endpoint is PRIVATE, which VPC endpoints of any account reach",
                    }
                : open > 0
                    ? g with
                    {
                        Verdict = Verdict.Public,
                        Why = $"{g.Why}; {open} of {methods.Count} methods ask for no login and no key",
                    }
                : g with
                {
                    Verdict = Verdict.PublicAuth,
                    To = "everyone with a login or a key",
                    Why = $"{g.Why}; each of its {methods.Count} methods asks for a login or a key",
                }
            ),
        ];
    }

    // API Gateway gives the policy back with its quotes escaped once more.
    private static string Unescaped(string policy) =>
        Parse(policy).ValueKind == JsonValueKind.Object
            ? policy
            : policy.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\/", "/", StringComparison.Ordinal);

    private static IEnumerable<Candidate> HttpApis(Estate estate) =>
        from document in estate.Of("apigatewayv2 get-apis")
        from api in document.At("Items[]")
        let id = Text(api, "ApiId")
        where id is not null
        let thing = Named("AWS::ApiGatewayV2::Api", id, document, Text(api, "ApiEndpoint"))
        select new Candidate(41, thing, "HTTP API", document, () => [OfHttpApi(estate, thing, api)]);

    private static Grant OfHttpApi(Estate estate, Thing thing, JsonElement api)
    {
        var domains = estate.Find("apigatewayv2 get-domain-names", thing.Account, thing.Region);
        var mappings = estate.Of("apigatewayv2 get-api-mappings", thing.Account, thing.Region).ToList();
        var mapped = mappings.Find(m => m.Texts("Items[].ApiId").Contains(thing.Name));
        var why = "its endpoint is public";
        if (Text(api, "DisableExecuteApiEndpoint") == "true")
        {
            var missing = mappings.Append(domains).FirstOrDefault(d => d.Unknown is not null);
            const string off = "its own endpoint is switched off (DisableExecuteApiEndpoint)";
            if (mapped is null)
            {
                return missing is null
                    ? Grant.Nobody($"{off}, and no custom domain leads to it")
                    : Grant.Unclear($"{off}; whether custom domains lead to it: {missing.Words} {missing.Unknown}");
            }

            why = $"{off}, but the custom domain {mapped.Subject} leads to it";
        }

        var routes = estate.Find("apigatewayv2 get-routes", thing.Account, thing.Region, thing.Name);
        if (routes.Unknown is { } unknown)
        {
            return Grant.Unclear($"{why}; which routes ask for a login: {routes.Words} {unknown}", "everyone");
        }

        var all = routes.At("Items[]").ToList();
        var open = all.Count(r =>
            Text(r, "AuthorizationType") is null or "NONE" && Text(r, "ApiKeyRequired") != "true"
        );
        return all.Count == 0 ? Grant.Nobody($"{why}, but it has no route")
            : open > 0 ? Grant.Everyone($"{why}; {open} of its {all.Count} routes ask for no login and no key")
            : new Grant(
                Verdict.PublicAuth,
                "everyone with a login or a key",
                $"{why}; each of its {all.Count} routes asks for a login or a key"
            );
    }

    private static IEnumerable<Candidate> IdentityPools(Estate estate) =>
        from pool in estate.Of("cognito-identity describe-identity-pool")
        let id = pool.Text("IdentityPoolId") ?? pool.Subject
        where id is not null
        let thing = Named(
            "AWS::Cognito::IdentityPool",
            id,
            pool,
            $"arn:aws:cognito-identity:{pool.Region ?? "*"}:{pool.Account ?? "*"}:identitypool/{id}"
        )
        select new Candidate(
            44,
            thing,
            "Cognito identity pool",
            pool,
            () =>
                [
                    pool.Unknown is { } unknown ? Grant.Unclear($"{pool.Words} {unknown}")
                    : pool.Text("AllowUnauthenticatedIdentities") != "true" ? Grant.Nobody("guests get no credentials")
                    : Grant.Everyone(
                        $"guests get credentials without a login, of {GuestRole(estate, thing) ?? "a role that was not asked for"}"
                    ),
                ]
        );

    /// <summary>The role that guests of an identity pool get; null when nothing tells.</summary>
    public static string? GuestRole(Estate estate, Thing pool) =>
        estate
            .Find("cognito-identity get-identity-pool-roles", pool.Account, pool.Region, pool.Name)
            .Text("Roles.unauthenticated");

    private static IEnumerable<Candidate> Clusters(Estate estate) =>
        from document in estate.Of("emr describe-cluster")
        from cluster in document.At("Cluster")
        let id = Text(cluster, "Id") ?? document.Subject
        where id is not null
        let thing = Named("AWS::EMR::Cluster", id, document, Text(cluster, "ClusterArn"))
        let attributes = Member(cluster, "Ec2InstanceAttributes")
        let groups = new[] { Text(attributes, "EmrManagedMasterSecurityGroup") }
            .Concat(At(attributes, "AdditionalMasterSecurityGroups[]").Select(Text))
            .OfType<string>()
            .ToList()
        let address = Text(cluster, "MasterPublicDnsName")
        select new Candidate(
            56,
            thing,
            "EMR master's address",
            document,
            () =>
                address?.StartsWith("ec2-", StringComparison.Ordinal) != true
                    ? [Grant.Nobody($"its master has no public address ({address ?? "none is told"})")]
                    : new NetworkPath(estate, thing.Account, thing.Region)
                        .Of(groups, Text(attributes, "Ec2SubnetId") ?? "")
                        .Grants(address)
        );

    private static IEnumerable<Candidate> Lightsail(Estate estate) =>
        from document in estate.Of("lightsail get-instances")
        from instance in document.At("instances[]")
        let name = Text(instance, "name")
        where name is not null
        let thing = Named("AWS::Lightsail::Instance", name, document, Text(instance, "arn"))
        let ports = estate.Find("lightsail get-instance-port-states", document.Account, document.Region, name)
        select new Candidate(
            61,
            thing,
            "Lightsail firewall",
            document,
            () =>
                ports.Unknown is { } unknown ? [Grant.Unclear($"{ports.Words} {unknown}")]
                : Addresses(instance) is not { Count: > 0 } addresses ? [Grant.Nobody("it has no public address")]
                : new PathAnswer(
                    [
                        .. ports
                            .At("portStates[]")
                            .Where(p => Text(p, "state") == "open")
                            .SelectMany(p => Doors(p, addresses)),
                    ],
                    "Lightsail's gateway",
                    [],
                    [],
                    []
                ).Grants(string.Join(", ", addresses))
        );

    private static List<string> Addresses(JsonElement instance) =>
        [.. At(instance, "publicIpAddress").Concat(At(instance, "ipv6Addresses[]")).Select(Text).OfType<string>()];

    private static IEnumerable<Door> Doors(JsonElement state, List<string> addresses)
    {
        var sources = AddressSet
            .Of(At(state, "cidrs[]").Concat(At(state, "ipv6Cidrs[]")).Select(Text).OfType<string>())
            .Intersect(AddressSet.Internet)
            .Intersect(AddressSet.KindOf(addresses));
        var protocol = Text(state, "protocol");
        return sources.IsEmpty
            ? []
            : Door
                .Protocols.Where(p => protocol == "all" || p.Name == protocol)
                .Select(p => new Door(
                    p.Name,
                    int.TryParse(Text(state, "fromPort"), out var from) ? from : 0,
                    int.TryParse(Text(state, "toPort"), out var to) ? to : Door.Last,
                    sources
                ));
    }

    private static Thing Named(string type, string name, Document document, string? other) =>
        new(type, name, document.Account, document.Region) { OtherNames = other is null ? [] : [other] };
}
