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
    public override string Needs => "AWS Config's history, or a replay of the calls";

    /// <inheritdoc/>
    public override Answer Ask(Inquiry inquiry) =>
        NotInEvidence(inquiry, "The evidence holds no state from before and after; AWS Config's history does.");

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
