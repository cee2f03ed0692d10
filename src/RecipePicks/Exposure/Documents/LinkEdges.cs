using RecipePicks.Exposure.Network;
using RecipePicks.Exposure.Policies;
using static RecipePicks.Exposure.JsonWalk;

namespace RecipePicks.Exposure.Documents;

/// <summary>A way from one thing to another.</summary>
/// <param name="From">The first: <see cref="Links.Key"/>.</param>
/// <param name="To">The second.</param>
/// <param name="Check">The number of the check.</param>
/// <param name="How">The way in words.</param>
internal sealed record LinkEdge(string From, Thing To, int Check, string How)
{
    /// <summary>A way from a thing.</summary>
    public LinkEdge(Thing from, Thing to, int check, string how)
        : this(Links.Key(from), to, check, how) { }
}

/// <summary>All ways from thing to thing that documents tell of.</summary>
internal static class LinkEdges
{
    /// <summary>The ways.</summary>
    public static IEnumerable<LinkEdge> Of(Estate estate) =>
        Images(estate)
            .Concat(Network(estate))
            .Concat(Profiles(estate))
            .Concat(Targets(estate))
            .Concat(Classic(estate))
            .Concat(Origins(estate))
            .Concat(Endpoints(estate))
            .Concat(Guests(estate))
            .Concat(Functions(estate))
            .Concat(Callers(estate));

    private static IEnumerable<LinkEdge> Images(Estate estate) =>
        from found in estate.Items("ec2 describe-images", "Images[]", null, null)
        let image = Text(found.Item, "ImageId")
        where image is not null
        from snapshot in At(found.Item, "BlockDeviceMappings[].Ebs.SnapshotId").Select(Text).OfType<string>()
        select new LinkEdge(
            Here("AWS::EC2::Image", image, found.Document),
            Here("AWS::EC2::Snapshot", snapshot, found.Document),
            2,
            $"whose disk is the snapshot {snapshot}"
        );

    /// <summary>Who is let in by the security groups of whom: by group, or by inner address.</summary>
    private static IEnumerable<LinkEdge> Network(Estate estate)
    {
        var all = NetworkChecks.All(estate).Where(a => !a.IsPart).ToList();
        foreach (var to in all.Where(a => a.Groups.Count > 0))
        {
            var rules = new SecurityGroups(estate, to.Thing.Account, to.Thing.Region, to.Groups);
            foreach (var from in all.Where(a => a != to && (a.Vpc is null || to.Vpc is null || a.Vpc == to.Vpc)))
            {
                var how =
                    from.Groups.FirstOrDefault(rules.Groups.Contains) is { } group
                        ? $"from whose security group {group} {to.Thing.Name} takes connections"
                    : from.Inner.FirstOrDefault(rules.LetsIn) is { } address
                        ? $"from whose inner address {address} {to.Thing.Name} takes connections"
                    : null;
                if (how is not null)
                {
                    yield return new LinkEdge(from.Thing, to.Thing, 70, how);
                }
            }
        }
    }

    private static IEnumerable<LinkEdge> Profiles(Estate estate)
    {
        var roles = (
            from found in estate.Items("iam get-account-authorization-details", "RoleDetailList[]", null, null)
            from profile in At(found.Item, "InstanceProfileList[].Arn").Select(Text).OfType<string>()
            select (profile, Role: Role(Text(found.Item, "Arn") ?? "", found.Document))
        ).ToLookup(r => r.profile, r => r.Role, StringComparer.Ordinal);
        return from found in estate.Items("ec2 describe-instances", "Reservations[].Instances[]", null, null)
            let id = Text(found.Item, "InstanceId")
            let profile = Text(Member(found.Item, "IamInstanceProfile"), "Arn")
            where id is not null && profile is not null
            from role in roles[profile]
            select new LinkEdge(
                Here("AWS::EC2::Instance", id, found.Document),
                role,
                70,
                $"which carries the role {role.Name}"
            );
    }

    private static IEnumerable<LinkEdge> Targets(Estate estate)
    {
        var balancers = estate
            .Items("elbv2 describe-load-balancers", "LoadBalancers[]", null, null)
            .ToLookup(
                b => Text(b.Item, "LoadBalancerArn"),
                b =>
                    Here(
                        "AWS::ElasticLoadBalancingV2::LoadBalancer",
                        Text(b.Item, "LoadBalancerName") ?? "",
                        b.Document
                    )
            );
        var groups = (
            from found in estate.Items("elbv2 describe-target-groups", "TargetGroups[]", null, null)
            let targets = Text(found.Item, "TargetGroupArn")
            where targets is not null
            from arn in At(found.Item, "LoadBalancerArns[]").Select(Text)
            from balancer in balancers[arn]
            select (Arn: targets, Balancer: balancer, found.Document)
        ).ToList();
        var healthy =
            from targets in groups
            from target in estate
                .Find("elbv2 describe-target-health", targets.Document.Account, targets.Document.Region, targets.Arn)
                .Texts("TargetHealthDescriptions[].Target.Id")
            from to in Meant(estate, target, targets.Document)
            select (targets.Balancer, To: to);

        // Tasks come and go: the service says behind which balancer they stand.
        var services =
            from service in estate.Items("ecs describe-services", "services[]", null, null)
            from arn in At(service.Item, "loadBalancers[].targetGroupArn").Select(Text)
            from targets in groups.Where(g => g.Arn == arn)
            select (
                targets.Balancer,
                To: Here("AWS::ECS::Service", Text(service.Item, "serviceName") ?? "", service.Document) with
                {
                    OtherNames = [.. new[] { Text(service.Item, "serviceArn") }.OfType<string>()],
                }
            );
        return healthy
            .Concat(services)
            .Select(way => new LinkEdge(way.Balancer, way.To, 52, $"which passes requests on to {way.To.Name}"));
    }

    private static readonly string[] s_apis = ["AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api"];

    /// <summary>APIs that a function's policy lets call it: who comes to the API comes to the function.</summary>
    private static IEnumerable<LinkEdge> Callers(Estate estate) =>
        from found in estate.Of("lambda get-policy")
        let name = found.Subject?.Split(',')[0]
        where name is not null
        from statement in found.At("Policy").SelectMany(p => PolicyStatement.Of(JsonWalk.Document(p)) ?? [])
        where statement.Allows
        from value in statement.Conditions.SelectMany(c => c.Values)
        let arn = Arn.TryParse(value)
        where arn is { Service: "execute-api" }
        from type in s_apis
        select new LinkEdge(
            new Thing(type, arn.Resource.Split('/')[0], arn.Account, arn.Region),
            Here("AWS::Lambda::Function", Estate.Short(name), found),
            70,
            $"which calls {Estate.Short(name)}"
        );

    private static IEnumerable<LinkEdge> Classic(Estate estate) =>
        from found in estate.Items("elb describe-load-balancers", "LoadBalancerDescriptions[]", null, null)
        from instance in At(found.Item, "Instances[].InstanceId").Select(Text).OfType<string>()
        select new LinkEdge(
            Here("AWS::ElasticLoadBalancing::LoadBalancer", Text(found.Item, "LoadBalancerName") ?? "", found.Document),
            Here("AWS::EC2::Instance", instance, found.Document),
            52,
            $"which passes requests on to {instance}"
        );

    private static IEnumerable<LinkEdge> Origins(Estate estate) =>
        from distribution in EdgeChecks.Distributions(estate)
        from domain in At(distribution.Config, "Origins.Items[].DomainName").Select(Text).OfType<string>()
        from to in BucketChecks
            .Buckets(estate)
            .Where(b => IsOrigin(domain, b.Name) && Serves(estate, b, distribution.Opening.Thing))
            .Concat(
                Machines
                    .Of(estate)
                    .Where(m => m.Thing.OtherNames.Contains(domain, StringComparer.OrdinalIgnoreCase))
                    .Select(m => m.Thing)
            )
        select new LinkEdge(
            distribution.Opening.Thing,
            to,
            to.Type == "AWS::S3::Bucket" ? 15 : 60,
            $"which serves what {to.Name} holds ({domain})"
        );

    private static bool IsOrigin(string domain, string bucket) =>
        domain.StartsWith($"{bucket}.s3.", StringComparison.OrdinalIgnoreCase)
        || domain.StartsWith($"{bucket}.s3-", StringComparison.OrdinalIgnoreCase);

    // Origin access control names the service and the distribution, the older identity is a principal of its own.
    private static bool Serves(Estate estate, Thing bucket, Thing distribution)
    {
        var policy = estate.Find("s3api get-bucket-policy", bucket.Account, null, bucket.Name).Text("Policy") ?? "";
        return policy.Contains("CloudFront Origin Access Identity", StringComparison.Ordinal)
            || (
                policy.Contains("cloudfront.amazonaws.com", StringComparison.Ordinal)
                && (
                    !policy.Contains("distribution/", StringComparison.Ordinal)
                    || policy.Contains($"distribution/{distribution.Name}", StringComparison.Ordinal)
                    || policy.Contains("distribution/*", StringComparison.Ordinal)
                )
            );
    }

    private static IEnumerable<LinkEdge> Endpoints(Estate estate) =>
        from accelerator in EdgeChecks.Accelerators(estate)
        from groups in estate.Of("globalaccelerator list-endpoint-groups")
        where (groups.Subject ?? "").StartsWith(accelerator.Arn, StringComparison.Ordinal)
        from endpoint in groups.Texts("EndpointGroups[].EndpointDescriptions[].EndpointId")
        from to in Meant(estate, endpoint, groups)
        select new LinkEdge(accelerator.Opening.Thing, to, 59, $"which leads to {to.Name}");

    private static IEnumerable<LinkEdge> Guests(Estate estate) =>
        from roles in estate.Of("cognito-identity get-identity-pool-roles")
        let role = roles.Text("Roles.unauthenticated")
        where role is not null
        let to = Role(role, roles)
        select new LinkEdge(
            Here("AWS::Cognito::IdentityPool", roles.Text("IdentityPoolId") ?? roles.Subject ?? "", roles),
            to,
            44,
            $"which gives guests the role {to.Name}"
        );

    private static IEnumerable<LinkEdge> Functions(Estate estate) =>
        from found in estate.Items("lambda list-functions", "Functions[]", null, null)
        let name = Text(found.Item, "FunctionName")
        let role = Text(found.Item, "Role")
        where name is not null && role is not null
        select new LinkEdge(
            Here("AWS::Lambda::Function", name, found.Document),
            Role(role, found.Document),
            70,
            $"which runs with the role {Estate.Short(role)}"
        );

    /// <summary>What a target is: an instance, a function, a load balancer, or what has the address.</summary>
    private static IEnumerable<Thing> Meant(Estate estate, string target, Document document) =>
        target.StartsWith("i-", StringComparison.Ordinal) ? [Here("AWS::EC2::Instance", target, document)]
        : target.Contains(":lambda:", StringComparison.Ordinal)
            ?
            [
                Here(
                    "AWS::Lambda::Function",
                    target.Split(':') is [_, _, _, _, _, _, var name, ..] ? name : target,
                    document
                ),
            ]
        : Machines
            .Of(estate)
            .Where(m => !m.IsPart && (m.Thing.Names.Contains(target) || m.Inner.Contains(target)))
            .Select(m => m.Thing);

    private static Thing Role(string arn, Document document) =>
        new("AWS::IAM::Role", Estate.Short(arn), document.Account, null) { OtherNames = [arn] };

    private static Thing Here(string type, string name, Document document) =>
        new(type, name, document.Account, document.Region);
}
