using System.Globalization;
using System.Text.Json;
using RecipePicks.Iam.Accounts;
using RecipePicks.Lineage;
using RecipePicks.State;

namespace RecipePicks.Letters;

/// <summary>Makes identities, policies, resources and the organization of their states.</summary>
internal static class EstateParts
{
    /// <summary>A user, group or role; null when it is none, or its account is not known.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="renames">Which users and groups got another name: a user's groups are known by those that they had then.</param>
    public static IamIdentity? Identity(StateAt state, Renames renames)
    {
        IdentityKind? kind = state.Type switch
        {
            "AWS::IAM::User" => IdentityKind.User,
            "AWS::IAM::Group" => IdentityKind.Group,
            "AWS::IAM::Role" => IdentityKind.Role,
            _ => null,
        };
        if (kind is not { } known || EstateHistory.ArnOf(state.History.Resource) is not { } arn)
        {
            return null;
        }

        var read = Arn.TryParse(arn)!;
        // Account authorization details leave a boundary out where there is none.
        var listed = state.IsShownBy("UserDetailList", "RoleDetailList", "GroupDetailList");
        var boundary = state.One("boundary");
        return new IamIdentity
        {
            Kind = known,
            Arn = arn,
            Account = read.Account,
            Name = read.ResourceName,
            Id = EstateHistory.IdOf(state.History.Resource),
            Inline = [.. state.Members("inline").Select(s => new PolicyDocument(s.Member!, s.Value.Plain))],
            IsInlineComplete = state.IsWhole("inline"),
            Attached = [.. state.Members("attached").Select(s => s.Member!)],
            IsAttachedComplete = state.IsWhole("attached"),
            Former = [.. renames.Former(Names.Canonical(arn))],
            Groups =
            [
                .. state
                    .Members("groups")
                    .Select(s =>
                        renames.NameNow(
                            $"arn:{read.Partition}:iam::{read.Account}:group/",
                            s.Member!,
                            s.Since?.Time ?? s.Document?.Time
                        )
                    )
                    .Distinct(),
            ],
            AreGroupsComplete = known != IdentityKind.User || state.IsWhole("groups"),
            Boundary = boundary is { Value.Known: StateKnown.Value } ? boundary.Value.Plain : null,
            IsBoundaryKnown =
                known == IdentityKind.Group
                || boundary is { Value.Known: StateKnown.Value or StateKnown.Absent }
                || (listed && state.IsSilentOn("boundary")),
            Trust = state.One("trust")?.Value.Plain,
            InstanceProfiles = state.IsWhole("instanceProfiles")
                ? [.. state.Members("instanceProfiles").Select(s => s.Member!)]
                : null,
            AccessKeys =
                state.IsWhole("accessKeys") || state.IsShownBy("AccessKeyMetadata")
                    ? state.Members("accessKeys").Count
                    : null,
            HasPassword = state.One("loginProfile")?.Value.Known switch
            {
                null or StateKnown.Unknown => null,
                StateKnown.Absent => false,
                _ => true,
            },
            Certainty = state.Certainty,
        };
    }

    /// <summary>A managed policy.</summary>
    public static ManagedPolicy? Policy(StateAt state) =>
        state.History.Resource.Names.FirstOrDefault(n => Arn.TryParse(n) is { Service: "iam", ResourceType: "policy" })
            is { } arn
            ? new ManagedPolicy(
                arn,
                state.One("default")?.Value.Plain,
                [.. state.Members("versions").Select(s => new PolicyDocument(s.Member!, s.Value.Plain))]
            )
            : null;

    /// <summary>What is known of a resource's own policy.</summary>
    /// <param name="state">The resource.</param>
    /// <param name="path">The path of the policy in its state.</param>
    /// <param name="template">What its ARN looks like.</param>
    /// <param name="ignoresPublic">Whether what access control lists grant to everybody is ignored; null when nothing tells.</param>
    public static ResourcePolicy Resource(StateAt state, string path, string template, bool? ignoresPublic = null)
    {
        var resource = state.History.Resource;
        var single = state.One(path);
        var attribute = state.One($"attributes.{path}");
        var (known, text) =
            single is { Value.Known: StateKnown.Value or StateKnown.Absent } ? (true, single.Value.Plain)
            : attribute is { Value.Known: StateKnown.Value } ? (true, attribute.Value.Plain)
            : state.Members(path) is [_, ..] statements ? (true, Together(statements))
            : (state.IsWhole(path), null);
        return new ResourcePolicy(ArnOf(resource, template), resource.Account, text, known)
        {
            Granted = Granted(state, ArnOf(resource, template), ignoresPublic),
            HasPoliciesAlone =
                state.One("ownershipControls")?.Value.Plain?.Contains("BucketOwnerEnforced", StringComparison.Ordinal)
                == true,
            IgnoresPublicLists = ignoresPublic == true,
            OwnerId = state.One("ownerId")?.Value.Plain,
        };
    }

    /// <summary>Whether Public Access Block ignores public access control lists; null when nothing tells.</summary>
    /// <param name="state">A bucket, or an account; null when nothing is known of it.</param>
    public static bool? IgnoresPublicLists(StateAt? state)
    {
        var block = state?.One("publicAccessBlock");
        var own = state?.One("ignorePublicAcls")?.Value.Plain;
        return own is not null ? own == "true"
            : block is { Value.Known: StateKnown.Absent } ? false
            : block is { Value.Json: { } json } && StateJson.Parse(json) is { } read ? Flag(read, "ignorePublicAcls")
            : null;
    }

    // The keys' grants, and the list of a bucket.
    private static string? Granted(StateAt state, string arn, bool? ignoresPublic) =>
        state.Type == "AWS::KMS::Key"
            ? state.IsWhole("grants")
                ? KeyGrants.Policy(state.Members("grants").Select(g => (g.Member!, StateJson.Parse(g.Value.Json))))
                : null
            : state.One("acl")?.Value.Json is { } acl && StateJson.Parse(acl) is { } list
                ? BucketAcl.Policy(arn, list, state.One("ownerId")?.Value.Plain, ignoresPublic)
                : null;

    private static bool Flag(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
        && json.EnumerateObject()
            .Any(m =>
                m.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                && m.Value.ToString().Equals("true", StringComparison.OrdinalIgnoreCase)
            );

    /// <summary>What carries a role; null when it carries none that is known.</summary>
    public static Workload? Workload(
        StateAt state,
        string kind,
        string path,
        string template,
        InstanceProfiles profiles
    )
    {
        if (state.One(path) is not { Value.Plain: { Length: > 0 } text } carried)
        {
            return null;
        }

        var account = state.History.Resource.Account;
        var arn = ArnOf(state.History.Resource, template);
        if (path == "role")
        {
            return new Workload(kind, arn, text, [Hop($"{arn} carries {text}", carried)]);
        }

        // A profile is named by its ARN, by its name, or by both.
        var profile = text.StartsWith('{')
            ? StateJson.Parse(text) is { } json && (Member(json, "arn") ?? Member(json, "name")) is { } named
                ? named
                : text
            : text;
        var name = profile[(profile.LastIndexOf('/') + 1)..];
        var role = profiles.RoleOf(name, account);
        return role is null
            ? null
            : new Workload(
                kind,
                arn,
                role,
                [
                    Hop($"{arn} carries the instance profile {name}", carried),
                    $"the instance profile {name} holds {role}",
                ]
            );
    }

    /// <summary>The organization; null when the evidence does not tell of one.</summary>
    public static Organization? Organization(IReadOnlyList<StateAt> states)
    {
        var own = states.FirstOrDefault(s => s.Type == "AWS::Organizations::Organization");
        var policies = states.Where(s => s.Type == "AWS::Organizations::Policy").ToList();
        var targets = states.Where(s => s.Type == "AWS::Organizations::Target").ToList();
        if (own is null && !policies.Exists(p => p.One("content") is not null))
        {
            return null;
        }

        var types = targets.Find(t => t.IsWhole("policyTypes"));
        return new Organization(
            own?.History.Resource.Id,
            own?.One("masterAccountId")?.Value.Plain,
            [
                .. policies.Select(p => new ControlPolicy(
                    p.History.Resource.Names.First(n => n.StartsWith("p-", StringComparison.Ordinal)),
                    p.One("name")?.Value.Plain,
                    p.One("type")?.Value.Plain == "RESOURCE_CONTROL_POLICY",
                    p.One("content")?.Value.Plain
                )),
            ],
            [.. targets.Select(Target)],
            Has("RESOURCE_CONTROL_POLICY"),
            Has("SERVICE_CONTROL_POLICY")
        );

        bool? Has(string type) =>
            types?.Members("policyTypes").Any(m => m.Member == type && m.Value.Plain == "ENABLED");
    }

    private static ControlTarget Target(StateAt state)
    {
        var (services, resources) = (state.IsWhole("policies"), state.IsWhole("resourcePolicies"));
        return new ControlTarget(
            state.History.Resource.Id,
            state.One("parent")?.Value.Plain,
            services || resources
                ? [.. state.Members("policies").Concat(state.Members("resourcePolicies")).Select(m => m.Member!)]
                : null
        )
        {
            AreServiceControlsKnown = services,
            AreResourceControlsKnown = resources,
        };
    }

    private static string Hop(string what, StateSpan span) =>
        span switch
        {
            { Since: { } call } => $"{what} since {TimeWindow.Format(call.Time)} ({call.Name}, event {call.EventId})",
            { Document: { } document } => $"{what} ({document.File})",
            _ => what,
        };

    private static string? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
            ? json.EnumerateObject()
                .Where(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(m => m.Value.GetString())
                .FirstOrDefault()
            : null;

    private static string ArnOf(StateResource resource, string template) =>
        resource.Names.FirstOrDefault(n => Arn.TryParse(n) is { } arn && template.Split(':')[2] == arn.Service)
        ?? string.Format(
            CultureInfo.InvariantCulture,
            template,
            resource.Id,
            resource.Region ?? "us-east-1",
            resource.Account
        );

    // Functions keep their statements one by one.
    private static string? Together(IReadOnlyList<StateSpan> statements) =>
        statements.All(s => s.Value.Json is not null)
            ? $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements.Select(s => s.Value.Json))}}]}"""
            : null;
}
