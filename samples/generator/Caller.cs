using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;

namespace RecipePicks.Samples;

/// <summary>Who calls, and from where: the userIdentity, source address and user agent of a record.</summary>
internal sealed record Caller(JsonObject Identity, string Address, string Agent)
{
    /// <summary>Credentials of a console session carry one more member at the record's end.</summary>
    public bool Console { get; init; }

    /// <summary>A VPC endpoint that the call came through.</summary>
    public string? Endpoint { get; init; }

    /// <summary>A call that an AWS service makes has no TLS details.</summary>
    public bool ByService => Address.EndsWith(".amazonaws.com", StringComparison.Ordinal) || Address == "AWS Internal";

    public string Arn => Identity["arn"]?.GetValue<string>() ?? "";

    public static Caller OfUser(User user, string address, string agent, string? key = null) =>
        new(
            Obj(
                ("type", "IAMUser"),
                ("principalId", user.Id),
                ("arn", user.Arn),
                ("accountId", user.Account),
                ("accessKeyId", key ?? user.AccessKey),
                ("userName", user.Name)
            ),
            address,
            agent
        );

    /// <summary>An IAM user with temporary credentials: GetSessionToken, or the console.</summary>
    public static Caller OfUserSession(
        User user,
        string key,
        DateTimeOffset created,
        bool mfa,
        string address,
        string agent
    )
    {
        var caller = OfUser(user, address, agent, key);
        caller.Identity.Add("sessionContext", Obj(("attributes", Attributes(created, mfa))));
        return caller;
    }

    public static Caller OfSession(
        Role role,
        string session,
        string key,
        DateTimeOffset created,
        string address,
        string agent,
        bool instance = false
    )
    {
        var context = Obj(
            (
                "sessionIssuer",
                Obj(
                    ("type", "Role"),
                    ("principalId", role.Id),
                    ("arn", role.Arn),
                    ("accountId", role.Account),
                    ("userName", role.Name)
                )
            ),
            ("attributes", Attributes(created, mfa: false))
        );
        if (instance)
            context.Add("ec2RoleDelivery", "2.0");
        return new(
            Obj(
                ("type", "AssumedRole"),
                ("principalId", $"{role.Id}:{session}"),
                ("arn", role.SessionArn(session)),
                ("accountId", role.Account),
                ("accessKeyId", key),
                ("sessionContext", context)
            ),
            address,
            agent
        );
    }

    public static Caller OfService(string service) =>
        new(
            Obj(("type", "AWSService"), ("invokedBy", service + ".amazonaws.com")),
            service + ".amazonaws.com",
            service + ".amazonaws.com"
        );

    /// <summary>A caller of another account, as the account of the resource sees him: no ARN, no key.</summary>
    public static Caller OfAccount(string account, string principal, string address, string agent) =>
        new(Obj(("type", "AWSAccount"), ("principalId", principal), ("accountId", account)), address, agent);

    /// <summary>The same identity, when an AWS service calls on its behalf.</summary>
    public Caller Through(string service)
    {
        var name = service == "AWS Internal" ? service : service + ".amazonaws.com";
        var identity = (JsonObject)Identity.DeepClone();
        identity.Add("invokedBy", name);
        return new(identity, name, name);
    }

    private static JsonObject Attributes(DateTimeOffset created, bool mfa) =>
        Obj(("creationDate", created.Iso()), ("mfaAuthenticated", mfa ? "true" : "false"));
}
