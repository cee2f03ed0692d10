using System.Text.Json;
using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Escalation;
using RecipePicks.Letters;
using RecipePicks.Sources;
using RecipePicks.State;
using RecipePicks.Tests.Iam;

namespace RecipePicks.Tests.Letters;

/// <summary>
/// The account authorization details of 63 lab accounts (DataDog pathfinding-labs, Apache-2.0): the path that their index names is
/// found, and is gone without one of its permissions. What an account's data lacks stands in docs/escalation.md.
/// </summary>
public sealed class EstateGaadTests
{
    public static TheoryData<string> Scenarios() =>
        IamData.Read("gaad-index.json") is { } index
            ? [.. index.EnumerateArray().Select(e => e.GetProperty("scenario").GetString()!)]
            : ["none"];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void The_path_that_the_index_names_is_found_and_is_gone_without_its_permissions(string scenario)
    {
        if (LabAccount.Of(scenario) is not { } lab)
        {
            Assert.Skip("../shared/data/iam/gaad is not there");
            return;
        }

        if (LabAccount.Lacks.TryGetValue(scenario, out var lacks))
        {
            Assert.NotEmpty(lacks);
            return;
        }

        Assert.True(lab.Finds(lab.Estate()), $"{lab.Start} does not come to {lab.Id ?? "its target"}: {lab.Says()}");
        Assert.All(
            lab.Vital,
            actions =>
                Assert.False(
                    lab.Finds(lab.Estate(actions)),
                    $"{string.Join(" and ", actions)} denied, and yet the path is there"
                )
        );
    }
}

/// <summary>One lab account, as <c>picks load</c> would read its document.</summary>
internal sealed class LabAccount
{
    /// <summary>What the data of an account does not hold, so that the path of its index cannot be seen in it.</summary>
    public static IReadOnlyDictionary<string, string> Lacks { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["cross-account/dev-to-prod/multi-hop/lambda-invoke-update"] =
                "the function and its own policy, which lets another account change its code",
            ["cross-account/ops-to-prod/one-hop/simple-role-assumption"] =
                "the attachment of the policy that lets the role take others",
            ["ctf/ai-chatbot-to-admin"] = "anybody who begins: everyone on the internet may call the function",
            ["single-account/cspm-misconfig/cspm-ec2-001-instance-with-privileged-role"] =
                "anybody who begins: whoever is on the instance has its role",
            ["single-account/cspm-toxic-combo/public-lambda-with-admin"] =
                "anybody who begins: everyone on the internet may call the function",
            ["iam-vulnerable__privesc-paths"] = "a start and a target: the index names none",
            ["iam-vulnerable__tool-testing"] = "a start and a target: the index names none",
        };

    // Where the index names no start, or one of another account that is not in the data: who takes the first step in it.
    private static readonly Dictionary<string, string> s_starts = new(StringComparer.Ordinal)
    {
        ["attack-simulation/sysdig-8-minutes-to-admin"] = "user/pl-prod-8min-compromised-user",
        ["cross-account/dev-to-prod/multi-hop/multi-hop-both-sides"] = "role/pl-helpdesk",
        ["cross-account/dev-to-prod/multi-hop/passrole-lambda-admin"] = "role/pl-lambda-updater",
        ["cross-account/dev-to-prod/one-hop/root-trust-role-assumption"] = "user/pl-dev-xsarrt-to-admin-starting-user",
        ["cross-account/ops-to-prod/one-hop/github-oidc-cross-account-pivot"] = "role/pl-ops-goidc-pivot-deployer-role",
        ["ctf/ai-chatbot-lambda-pivot"] = "role/pl-prod-ctf-002-chatbot-role",
        ["single-account/privesc-multi-hop/to-bucket/role-chain-to-s3"] = "user/pl-prod-rcs-to-bucket-starting-user",
        ["single-account/privesc-one-hop/to-admin/ecs-007-iam-passrole+ecs-starttask+ecs-registercontainerinstance"] =
            "role/pl-prod-ecs-007-to-admin-instance-role",
        ["single-account/privesc-self-escalation/to-bucket/iam-009-iam-attachrolepolicy"] =
            "user/pl-prod-iam-009-to-bucket-starting-user",
        ["tool-testing/exclusive-resource-policy"] = "user/pl-prod-erp-to-bucket-starting-user",
        ["tool-testing/resource-policy-bypass"] = "user/pl-prod-rpb-to-bucket-starting-user",
        ["tool-testing/test-reverse-blast-radius-direct-and-indirect-to-bucket"] = "user/pl-prod-rbr-di-user2",
    };

    private readonly JsonElement _entry;
    private readonly JsonElement _document;

    private LabAccount(JsonElement entry, JsonElement document) => (_entry, _document) = (entry, document);

    /// <summary>The path's id; null when the index names none that the table knows.</summary>
    public string? Id =>
        _entry.GetProperty("pathfindingId").GetString() is { } id && EscalationPath.All.Any(p => p.Id == id)
            ? id
            : null;

    public string? Start =>
        s_starts.GetValueOrDefault(_entry.GetProperty("scenario").GetString()!) ?? Texts("start").FirstOrDefault();

    /// <summary>What the path cannot do without: each of its own permissions, or all that the index names together.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Vital =>
        Id is { } id
            ? [.. EscalationPath.All.Single(p => p.Id == id).Needs.Select(n => (IReadOnlyList<string>)[n.Action])]
            : [Required];

    public IReadOnlyList<string> Required => [.. Texts("required").Distinct()];

    public static LabAccount? Of(string scenario) =>
        IamData.Read("gaad-index.json") is { } index
        && index.EnumerateArray().FirstOrDefault(e => e.GetProperty("scenario").GetString() == scenario)
            is { ValueKind: JsonValueKind.Object } entry
        && IamData.Read(entry.GetProperty("file").GetString()!) is { } document
            ? new LabAccount(entry, document)
            : null;

    public Estate Estate(IReadOnlyList<string>? denied = null)
    {
        var items = CliDocuments
            .Items(_document, new DocumentName("iam-get-account-authorization-details.json"))
            .Select(i => new StateDocument
            {
                Form = i.Form,
                Type = i.Type,
                Account = i.Account,
                Names = [.. new[] { i.Name, i.Id, i.Arn }.OfType<string>()],
                Json = i.Configuration,
            });
        var estate = new EstateHistory(Replay.Of([], items)).At(DateTime.MaxValue);
        var alone = new Estate(estate.Identities, estate.Managed, organization: Organization.None);
        return denied is null
            ? alone
            : new Estate(
                alone.Identities.Select(i =>
                    i with
                    {
                        Inline =
                        [
                            .. i.Inline,
                            new(
                                "denied",
                                $$"""{ "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Action": [{{string.Join(',', denied.Select(a => $"\"{a}\""))}}], "Resource": "*" } }"""
                            ),
                        ],
                    }
                ),
                alone.Managed,
                organization: Organization.None
            );
    }

    public bool Finds(Estate estate) =>
        From(estate) is { } start
        && new EscalationGraph(new AccessQuestions(new EstatePolicies(estate))) is var graph
        && Reached(graph, estate, start)
            .Any(e => Id is null ? e.Uses.Any(u => Required.Contains(u.Action)) : e.Path.Id == Id);

    public string Says() =>
        From(Estate()) is { } start
            ? string.Join(
                "; ",
                new EscalationGraph(new AccessQuestions(new EstatePolicies(Estate())))
                    .Routes(start)
                    .Values.Select(r => $"{r.To} by {string.Join(" ", r.Edges.Select(e => e.Path.Id))}")
            )
            : "the start is not in the data";

    private static IEnumerable<EscalationEdge> Reached(EscalationGraph graph, Estate estate, IamIdentity start) =>
        graph
            .Routes(start)
            .Values.Select(r => r.To)
            .Append(start.Arn)
            .Distinct()
            .Select(estate.Find)
            .OfType<IamIdentity>()
            .SelectMany(graph.From);

    private IamIdentity? From(Estate estate) =>
        Start is { } start ? estate.Principals.FirstOrDefault(i => i.Short == start) : null;

    private IEnumerable<string> Texts(string name) =>
        _entry.GetProperty(name).EnumerateArray().Select(e => e.GetString()!);
}
