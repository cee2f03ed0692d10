using RecipePicks.State;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>C: the resource's state before and after each change.</summary>
internal sealed class Changes : Letter
{
    /// <inheritdoc/>
    public override string Mark => "C";

    /// <inheritdoc/>
    public override string Key => "changes";

    /// <inheritdoc/>
    public override string Asks => "What was its state before and after each change, and which call made it?";

    /// <inheritdoc/>
    public override string Needs =>
        "AWS Config's history, else a replay of the calls: one without an error took effect";

    /// <inheritdoc/>
    public override EvidenceKinds Evidence => EvidenceKinds.Writes | EvidenceKinds.Configuration;

    /// <inheritdoc/>
    public override Answer Ask(Inquiry inquiry)
    {
        var replayed = inquiry.Replayed;
        var changes = replayed.In(inquiry.Window);
        var unexplained = replayed.Own.SelectMany(h => h.Unexplained).ToList();
        if (changes.Count == 0 && unexplained.Count == 0)
        {
            return NotInEvidence(
                inquiry,
                $"No call that took effect in {inquiry.Ground} changed {inquiry.Subject}, as far as replay knows the calls."
            );
        }

        var unknown = changes.Count(c => c.Before.Known == StateKnown.Unknown);
        List<Script> scripts =
            unknown > 0 || replayed.IsCapped ? [.. Scripts(ScriptLeads.Of(inquiry)).DistinctBy(s => s.Text)] : [];
        return Says(
            unknown > 0 || replayed.IsCapped ? AnswerStatus.Partial : AnswerStatus.Answered,
            ChangeWords.Headline(changes, unexplained.Count),
            ChangeWords.Findings(changes, unexplained)
        ) with
        {
            Tables = [ChangeTable.Of(changes), .. ChangeTable.Of(unexplained)],
            Gaps =
            [
                .. replayed.IsCapped
                    ? new[]
                    {
                        "There are more calls that change things than are looked through; a state before may be missing.",
                    }
                    : [],
                .. scripts.Select(s =>
                    $"Of {Counted(unknown, "value")} the state before is not in the log. AWS Config's history holds it: {s.Says} Fetch it with:\n{s.Text}"
                ),
            ],
            Reproduce =
            [
                .. inquiry.Resources.Select(r => replayed.Reproduce(inquiry, r)),
                .. scripts.Select(s => new Reproduction("cli", s.Text)),
            ],
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Script> Scripts(IReadOnlyList<Lead> leads) =>
        leads.Count == 0
            ? [new("Its states, newest first.", History(new AwsResource("instance", "<resource-id>", null)))]
            :
            [
                .. leads
                    .Select(AwsResource.Of)
                    .Select(r => new Script($"The states of {r.Name}, newest first.", History(r))),
            ];

    private static string History(AwsResource r) =>
        Commands.InRegion(
            r,
            r.Kind is "user" or "role" ? WithUniqueId(r)
                : r.ConfigType is { } type
                    ? $$$"""
                    name={{name}}
                    aws configservice get-resource-config-history --resource-type {{{type}}} --resource-id="$name"
                    """
                : $$$"""
                {{{Commands.AnyResource}}}
                # with the resourceType and resourceId that this prints:
                aws configservice get-resource-config-history --resource-type '<resource-type>' --resource-id '<resource-id>'
                """
        );

    // AWS Config knows users and roles by their unique ids.
    private static string WithUniqueId(AwsResource r) =>
        r.Kind == "user"
            ? """
                id=$(aws iam get-user --user-name={{name}} --query User.UserId --output text)
                aws configservice get-resource-config-history --resource-type AWS::IAM::User --resource-id "$id"
                """
            : """
                id=$(aws iam get-role --role-name={{name}} --query Role.RoleId --output text)
                aws configservice get-resource-config-history --resource-type AWS::IAM::Role --resource-id "$id"
                """;
}
