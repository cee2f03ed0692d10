using System.Text.Json;
using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;
using RecipePicks.State;

namespace RecipePicks.Letters;

/// <summary>The policies that were passed when sessions of an identity were made; they take rights away, and never add any.</summary>
/// <remarks>Source: IAM User Guide, "Session policies"; CloudTrail logs them in the request.</remarks>
/// <param name="Layer">The policies of the session.</param>
/// <param name="IsLeads">Whether it is the session that the leads are about, and no other.</param>
/// <param name="Sessions">How many sessions were made with one.</param>
/// <param name="EventIds">The calls that made them.</param>
internal sealed record SessionPolicy(PolicyLayer Layer, bool IsLeads, int Sessions, IReadOnlyList<string> EventIds)
{
    private const int Most = 1000;

    /// <summary>Finds them; null when the log shows none.</summary>
    /// <param name="inquiry">The inquiry.</param>
    /// <param name="identity">The role, or the user of a federation token.</param>
    /// <param name="estate">The accounts, for managed session policies.</param>
    public static SessionPolicy? Of(Inquiry inquiry, IamIdentity identity, Estate estate)
    {
        var values = new Dictionary<string, object?> { ["names"] = new[] { identity.Arn } };
        var found = inquiry
            .Ask(Question.Load("Permissions/session-policies"), values, Most)
            .Rows.Select(r =>
                (
                    Request: r.Text("requestparameters"),
                    Key: Member(StateJson.Parse(r.Text("responseelements")), "credentials", "accessKeyId"),
                    Layer: Read(StateJson.Parse(r.Text("requestparameters")), estate),
                    Event: r.Text("eventid") ?? ""
                )
            )
            .ToList();
        var keys = inquiry.Leads.Where(l => l.Kind == LeadKind.AccessKey).Select(l => l.Value).ToList();
        var leads = found.FindAll(f => f.Key is not null && keys.Contains(f.Key));
        return found.Count == 0 ? null
            : leads.Count > 0 && leads.Count == keys.Count
                ? new(
                    Common(leads.Select(l => (l.Request, l.Layer))),
                    true,
                    leads.Count,
                    [.. leads.Select(l => l.Event)]
                )
            : new(PolicyLayer.Missing, false, found.Count, [.. found.Select(f => f.Event)]);
    }

    // Sessions that were made with policies of different texts have no policy in common.
    private static PolicyLayer Common(IEnumerable<(string? Request, PolicyLayer Layer)> sessions) =>
        sessions.DistinctBy(s => Passed(StateJson.Parse(s.Request))).ToList() is [var one]
            ? one.Layer
            : PolicyLayer.Missing;

    private static string Passed(JsonElement? request) =>
        request is { ValueKind: JsonValueKind.Object } json
            ? string.Concat(
                json.EnumerateObject().Where(m => m.Name is "policy" or "policyArns").Select(m => m.Value.GetRawText())
            )
            : "";

    private static PolicyLayer Read(JsonElement? request, Estate estate)
    {
        var documents = new List<string?>();
        if (Member(request, "policy") is { } inline)
        {
            documents.Add(inline);
        }

        if (
            request is { ValueKind: JsonValueKind.Object } json
            && json.TryGetProperty("policyArns", out var arns)
            && arns.ValueKind == JsonValueKind.Array
        )
        {
            documents.AddRange(
                arns.EnumerateArray().Select(a => Member(a, "arn") is { } arn ? estate.DocumentOf(arn) : null)
            );
        }

        var policies = documents
            .Select(d => d is null ? null : Policy.TryParse(d, "session policy", PolicyKind.Session, out _))
            .ToList();
        return new PolicyLayer([.. policies.OfType<Policy>()], policies.TrueForAll(p => p is not null));
    }

    private static string? Member(JsonElement? json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            json =
                json is { ValueKind: JsonValueKind.Object } at && at.TryGetProperty(name, out var next) ? next : null;
        }

        return json is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
    }
}
