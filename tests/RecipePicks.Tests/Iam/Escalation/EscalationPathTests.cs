using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Escalation;

namespace RecipePicks.Tests.Iam.Escalation;

/// <summary>Every path of the table, proven by an account that has all it needs, and by the same account less one thing.</summary>
public sealed class EscalationPathTests
{
    public static TheoryData<string> Ids() => [.. EscalationPath.All.Select(p => p.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_path_is_found_where_all_that_it_needs_is_there(string id)
    {
        var sample = new EscalationSample(id);

        var edge = Assert.Single(sample.Edges(), e => e.Path.Id == id);

        Assert.Equal(sample.Leads, edge.To);
        Assert.Equal(
            sample.Path.Requires.Any(r => r.StartsWith("whether", StringComparison.Ordinal)),
            edge.Openness == Openness.Unknown
        );
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void No_path_is_found_when_a_permission_is_missing(string id)
    {
        var sample = new EscalationSample(id);
        foreach (var need in sample.Path.Needs.Where(n => n.Action != "sts:AssumeRole"))
        {
            Assert.DoesNotContain(sample.Edges(without: need.Action), e => e.Path.Id == id);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_path_through_a_workload_is_not_open_when_none_is_in_the_evidence(string id)
    {
        var sample = new EscalationSample(id);
        if (sample.Path.Workload is not null)
        {
            var edge = Assert.Single(sample.Edges(workload: false), e => e.Path.Id == id);
            Assert.Equal(Openness.Unknown, edge.Openness);
            Assert.Contains(
                "none is in the evidence",
                Assert.Single(edge.Missing, m => m.Contains("carries", StringComparison.Ordinal))
            );
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void No_path_is_found_when_a_policy_denies_one_of_its_steps(string id)
    {
        var sample = new EscalationSample(id);
        Assert.DoesNotContain(sample.Edges(denied: sample.Path.Needs[0].Action), e => e.Path.Id == id);
    }
}

/// <summary>An account in which a path is open: a start, a target that is an administrator, and what carries its role.</summary>
internal sealed class EscalationSample
{
    private const string Account = "111122223333";
    private const string Start = $"arn:aws:iam::{Account}:user/start";
    private const string Wider = $"arn:aws:iam::{Account}:policy/wider";

    public EscalationSample(string id) => Path = EscalationPath.All.Single(p => p.Id == id);

    public EscalationPath Path { get; }

    private bool StartsAsRole => Path.Start == "Role";

    private string StartArn => StartsAsRole ? $"arn:aws:iam::{Account}:role/start" : Start;

    private bool ForUser => Path.Kind == EscalationKind.Credential || Path.Target == "User";

    private string Target => $"arn:aws:iam::{Account}:{(ForUser ? "user" : "role")}/target";

    public string Leads =>
        Path.Kind is EscalationKind.SelfEdit or EscalationKind.Edit or EscalationKind.Made
            ? EscalationEdge.Administrator
            : Target;

    public IReadOnlyList<EscalationEdge> Edges(string? without = null, string? denied = null, bool workload = true)
    {
        var actions = Path.Needs.Select(n => n.Action).Where(a => a != without).Distinct();
        var allow =
            $$"""{ "Effect": "Allow", "Action": [{{string.Join(',', actions.Append("sts:GetCallerIdentity").Select(a => $"\"{a}\""))}}], "Resource": "*" }""";
        var deny = denied is null ? "" : $$""", { "Effect": "Deny", "Action": "{{denied}}", "Resource": "*" }""";
        const string Little =
            """{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*" } }""";
        const string All =
            """{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }""";
        var bounded = Path.Requires.Any(r => r is "boundary" or "bounded");
        var own = new List<PolicyDocument>
        {
            new("own", $$"""{ "Version": "2012-10-17", "Statement": [{{allow}}{{deny}}] }"""),
        };
        if (Path.Requires.Contains("boundary") && without is null && denied is null)
        {
            own.Add(new PolicyDocument("all", All));
        }

        var changes = Path.Needs.Any(n => n.On == "policy");
        var self = new IamIdentity
        {
            Kind = StartsAsRole ? IdentityKind.Role : IdentityKind.User,
            Arn = StartArn,
            Account = Account,
            Name = "start",
            Inline = own,
            Attached = changes && Path.Kind == EscalationKind.SelfEdit ? [Wider] : [],
            Groups = Path.Needs.Any(n => n.On == "group") && !Path.Requires.Contains("admin-group") ? ["team"] : [],
            Boundary = bounded ? $"arn:aws:iam::{Account}:policy/bound" : null,
            Trust = StartsAsRole ? Trust("\"Service\": \"ec2.amazonaws.com\"") : null,
        };
        var target = new IamIdentity
        {
            Kind = ForUser ? IdentityKind.User : IdentityKind.Role,
            Arn = Target,
            Account = Account,
            Name = "target",
            Attached =
                changes && Path.Kind == EscalationKind.Edit ? [Wider] : ["arn:aws:iam::aws:policy/AdministratorAccess"],
            AccessKeys = 1,
            HasPassword = Path.Requires.Contains("password"),
            InstanceProfiles = [$"arn:aws:iam::{Account}:instance-profile/target"],
            Trust =
                ForUser ? null
                : Path.Services is [var service, ..] ? Trust($"\"Service\": \"{service}\"")
                : Path.Needs.Any(n => n.Action == "iam:UpdateAssumeRolePolicy")
                    ? Trust("\"Service\": \"ec2.amazonaws.com\"")
                : Trust(
                    $"\"AWS\": \"{(without is null && denied is null ? StartArn : $"arn:aws:iam::{Account}:root")}\""
                ),
        };
        var group = new IamIdentity
        {
            Kind = IdentityKind.Group,
            Arn = $"arn:aws:iam::{Account}:group/team",
            Account = Account,
            Name = "team",
            Attached = Path.Requires.Contains("admin-group") ? ["arn:aws:iam::aws:policy/AdministratorAccess"] : [],
        };
        var estate = new Estate(
            [self, target, group],
            [
                new ManagedPolicy(
                    Wider,
                    "v2",
                    [
                        new("v1", All),
                        new("v2", Little),
                        .. Path.Requires.Contains("five-versions")
                            ? Enumerable.Range(3, 3).Select(v => new PolicyDocument($"v{v}", Little))
                            : [],
                    ]
                ),
                new ManagedPolicy(
                    $"arn:aws:iam::{Account}:policy/bound",
                    "v1",
                    [new("v1", Bound(bounded, without, denied))]
                ),
            ],
            resources: Path.Needs.Where(n => n is { On: "workload", Arn: not null })
                .Select(n => new ResourcePolicy(Thing(), Account, null, true)),
            workloads: workload && Path.Workload is { } kind ? [new Workload(kind, Thing(), Target, [])] : [],
            organization: Organization.None
        );
        return new EscalationGraph(new AccessQuestions(new EstatePolicies(estate))).From(estate.Find(StartArn)!);
    }

    private string Thing() =>
        Path
            .Needs.Select(n => n is { On: "workload", Arn: { } arn } ? arn : null)
            .OfType<string>()
            .First()
            .Replace("{account}", Account, StringComparison.Ordinal);

    private string Bound(bool bounded, string? without, string? denied)
    {
        var actions = bounded ? Path.Needs.Select(n => n.Action).Where(a => a != without && a != denied) : ["*"];
        return $$"""{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": [{{string.Join(',', actions.Append("sts:GetCallerIdentity").Select(a => $"\"{a}\""))}}], "Resource": "*" } }""";
    }

    private static string Trust(string principal) =>
        $$"""{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { {{principal}} } } }""";
}
