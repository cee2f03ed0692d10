using System.Text.Json;
using RecipePicks.Iam.Catalog;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Simulation;

/// <summary>Decides cases that are written down as JSON, one after another. A case that cannot be read stops no other.</summary>
/// <remarks>
/// A file is a list of <c>{name, request: {principal, action, resource, context}, policies: {identity, boundary, session,
/// resource, scp, rcp, vpce}}</c>, or one of them. A kind of policy that is not given, null or empty does not exist;
/// <c>"unknown"</c> says that the evidence lacks it. A context that is given is all of the context; one that is not given is
/// unknown. Where the resource's ARN tells no account, it is the caller's, as in IAM's SimulateCustomPolicy (ResourceOwner).
/// </remarks>
public static class Simulator
{
    /// <summary>Decides the cases of a document.</summary>
    /// <param name="document">The document.</param>
    /// <returns>An outcome a case, in their order.</returns>
    /// <exception cref="FormatException">It is neither a list of cases nor a case.</exception>
    public static IEnumerable<SimulationOutcome> Run(JsonElement document) =>
        document.ValueKind switch
        {
            JsonValueKind.Array => document.EnumerateArray().Select(Decide),
            JsonValueKind.Object => [Decide(document, 0)],
            _ => throw new FormatException("it must hold a list of cases"),
        };

    private static SimulationOutcome Decide(JsonElement item, int place)
    {
        var name = $"case {place + 1}";
        try
        {
            var json = new CaseJson(item, "the case");
            name = json.Text("name") ?? name;
            var notices = new List<string>();
            var policies = json.Object("policies") is { } given ? new PoliciesReader(given, notices) : null;
            var request = RequestReader.Read(
                json.Object("request") ?? throw new FormatException("it has no request"),
                policies?.ResourceAccount
            );
            if (ActionCatalog.Known.Find(request.Action) is null)
            {
                notices.Add(
                    $"{request.Action} is no action that AWS's Service Authorization Reference knew ({ActionCatalog.Known.Version})"
                );
            }

            var decision = PolicyEvaluator.Decide(request, policies?.For(request) ?? PoliciesReader.None(request));
            return new SimulationOutcome(name, decision, null, notices);
        }
        catch (FormatException e)
        {
            return new SimulationOutcome(name, null, e.Message, []);
        }
    }
}
