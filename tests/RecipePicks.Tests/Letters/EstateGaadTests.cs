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
            lab.Required.Where(a => a is not ("sts:AssumeRole" or "iam:CreateServiceLinkedRole")).Take(2),
            action => Assert.False(lab.Finds(lab.Estate(denied: action)), $"{action} is denied, and yet the path is there")
        );
    }
}

/// <summary>One lab account, as <c>picks load</c> would read its document.</summary>
internal sealed class LabAccount
{
    /// <summary>What the data of an account does not hold, so that the path of its index cannot be seen in it.</summary>
    public static IReadOnlyDictionary<string, string> Lacks { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    private readonly JsonElement _entry;
    private readonly JsonElement _document;

    private LabAccount(JsonElement entry, JsonElement document) => (_entry, _document) = (entry, document);

    public string? Id => _entry.GetProperty("pathfindingId").GetString();

    public string? Start => Texts("start").FirstOrDefault();

    public IReadOnlyList<string> Required => [.. Texts("required").Distinct()];

    public static LabAccount? Of(string scenario) =>
        IamData.Read("gaad-index.json") is { } index
        && index.EnumerateArray().FirstOrDefault(e => e.GetProperty("scenario").GetString() == scenario)
            is { ValueKind: JsonValueKind.Object } entry
        && IamData.Read(entry.GetProperty("file").GetString()!) is { } document
            ? new LabAccount(entry, document)
            : null;

    public Estate Estate(string? denied = null)
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
                            new("denied", $$"""{ "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Action": "{{denied}}", "Resource": "*" } }"""),
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
        && Reached(graph, estate, start).Any(e => Id is null ? e.Uses.Any(u => Required.Contains(u.Action)) : e.Path.Id == Id);

    public string Says() =>
        From(Estate()) is { } start
            ? string.Join("; ", new EscalationGraph(new AccessQuestions(new EstatePolicies(Estate()))).Routes(start).Values.Select(r => $"{r.To} by {string.Join(" ", r.Edges.Select(e => e.Path.Id))}"))
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
