using System.Collections.Frozen;

namespace RecipePicks.Iam.Evaluation;

/// <summary>Context keys whose values follow from who asks and for what.</summary>
/// <remarks>Source: IAM User Guide, "AWS global condition context keys", "Properties of the principal" and its table of variables.</remarks>
internal static class DerivedKeys
{
    private static readonly FrozenDictionary<string, Func<AccessRequest, ContextValue>> All = new Dictionary<
        string,
        Func<AccessRequest, ContextValue>
    >
    {
        ["aws:PrincipalArn"] = r =>
            r.Caller.Kind == CallerKind.FederatedUser ? ContextValue.Of(r.Caller.Text)
            : !r.Caller.HasIdentity ? ContextValue.Absent
            : r.Caller is { Kind: CallerKind.Session, IsIssuerTold: false } ? ContextValue.Like(r.Caller.IssuerArns)
            : ContextValue.Of(r.Caller.IssuerArn),
        ["aws:PrincipalAccount"] = r => ContextValue.Of(r.Caller.Account),
        ["aws:PrincipalType"] = r => ContextValue.Of(TypeOf(r.Caller.Kind)),
        ["aws:PrincipalIsAWSService"] = r => ContextValue.Of(r.Caller.Kind == CallerKind.Service ? "true" : "false"),
        ["aws:PrincipalServiceName"] = r => ContextValue.Of(r.Caller.Kind == CallerKind.Service ? r.Caller.Text : null),
        ["aws:username"] = r => ContextValue.Of(r.Caller.Kind == CallerKind.User ? r.Caller.Name : null),
        ["aws:userid"] = r => UserId(r.Caller),
        ["kms:CallerAccount"] = r => ContextValue.Of(r.Caller.Account),
        ["aws:ResourceAccount"] = r =>
            r.ResourceAccount is null ? ContextValue.Unknown : ContextValue.Of(r.ResourceAccount),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool TryGet(AccessRequest request, string key, out ContextValue value)
    {
        if (All.TryGetValue(key, out var derive))
        {
            value = derive(request);
            return true;
        }

        // Nobody is in no organization, has no tags and no session, and no service forwards his request; nor is a service.
        var kind = request.Caller.Kind;
        if (kind == CallerKind.Anonymous && key.Equals("aws:ViaAWSService", StringComparison.OrdinalIgnoreCase))
        {
            value = ContextValue.Of("false");
            return true;
        }

        value = ContextValue.Absent;
        return key.Equals("aws:PrincipalServiceNamesList", StringComparison.OrdinalIgnoreCase)
            ? kind != CallerKind.Service
            : kind is CallerKind.Anonymous or CallerKind.Service && IsOfPrincipal(key);
    }

    private static bool IsOfPrincipal(string key) =>
        key.StartsWith("aws:Principal", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith("aws:MultiFactorAuth", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith("aws:CalledVia", StringComparison.OrdinalIgnoreCase)
        || key.Equals("aws:FederatedProvider", StringComparison.OrdinalIgnoreCase)
        || key.Equals("kms:ViaService", StringComparison.OrdinalIgnoreCase)
        || key.Equals("aws:TokenIssueTime", StringComparison.OrdinalIgnoreCase);

    private static string? TypeOf(CallerKind kind) =>
        kind switch
        {
            CallerKind.User => "User",
            CallerKind.Role or CallerKind.Session => "AssumedRole",
            CallerKind.FederatedUser => "FederatedUser",
            CallerKind.Root => "Account",
            CallerKind.Anonymous => "Anonymous",
            _ => null,
        };

    private static ContextValue UserId(Caller caller) =>
        caller switch
        {
            { Kind: CallerKind.Root } => ContextValue.Of(caller.Account),
            { Kind: CallerKind.Anonymous } => ContextValue.Of("anonymous"),
            { Kind: CallerKind.FederatedUser } => ContextValue.Of($"{caller.Account}:{caller.Name}"),
            { Kind: CallerKind.User, Id: { } id } => ContextValue.Of(id),
            { Kind: CallerKind.Session, Id: { } id, SessionName: { } session } => ContextValue.Of($"{id}:{session}"),
            { HasIdentity: true } => ContextValue.Unknown,
            _ => ContextValue.Absent,
        };
}
