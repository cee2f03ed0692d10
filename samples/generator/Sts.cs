using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;

namespace RecipePicks.Samples;

/// <summary>The calls that turn one credential into another.</summary>
internal static class Sts
{
    // CloudTrail carries real session tokens; a sample need not.
    private const string Token = "IQoJb3JpZ2luX2VjEXAMPLESESSIONTOKEN";

    public static Call WhoAmI => new("sts", "GetCallerIdentity");

    public static Call AssumeRole(
        Role role,
        string session,
        string key,
        DateTimeOffset at,
        string sharedId,
        int seconds = 3600,
        string? externalId = null
    )
    {
        var request = Obj(("roleArn", role.Arn), ("roleSessionName", session));
        if (externalId is not null)
            request.Add("externalId", externalId);
        request.Add("durationSeconds", seconds);
        return new("sts", "AssumeRole")
        {
            Request = request,
            Response = Obj(
                ("credentials", Credentials(key, at, seconds)),
                ("assumedRoleUser", AssumedRole(role, session))
            ),
            Resources = RoleResource(role),
            SharedId = sharedId,
        };
    }

    /// <summary>AWS itself takes a role for a workload: an instance, a function.</summary>
    public static Call AssumeRoleForService(
        Role role,
        string session,
        string key,
        DateTimeOffset at,
        string sharedId
    ) =>
        new("sts", "AssumeRole")
        {
            Request = Obj(("roleArn", role.Arn), ("roleSessionName", session)),
            Response = Obj(("credentials", Credentials(key, at, 6 * 3600))),
            Resources = RoleResource(role),
            SharedId = sharedId,
        };

    /// <summary>STS names the role only in the message.</summary>
    public static Call AssumeRoleDenied(Caller caller, Role role) =>
        new Call("sts", "AssumeRole").Failed(
            "AccessDenied",
            $"User: {caller.Arn} is not authorized to perform: sts:AssumeRole on resource: {role.Arn}"
        );

    public static Call AssumeRoleWithSaml(Role role, Person person, string key, DateTimeOffset at, Dice dice) =>
        new("sts", "AssumeRoleWithSAML")
        {
            Request = Obj(
                ("sAMLAssertionID", "_" + dice.Uuid()),
                ("roleSessionName", person.Mail),
                ("roleArn", role.Arn),
                ("principalArn", Provider(role.Account)),
                ("durationSeconds", 28800)
            ),
            Response = Obj(
                ("credentials", Credentials(key, at, 28800)),
                ("assumedRoleUser", AssumedRole(role, person.Mail)),
                ("subject", person.Mail),
                ("subjectType", "persistent"),
                ("issuer", $"https://portal.sso.{World.Virginia}.amazonaws.com/saml/assertion/{dice.Blob(44)}"),
                ("audience", "https://signin.aws.amazon.com/saml"),
                ("nameQualifier", dice.Alphanumeric(27) + "=")
            ),
            Resources = Arr(
                Obj(("accountId", role.Account), ("type", "AWS::IAM::Role"), ("ARN", role.Arn)),
                Obj(("accountId", role.Account), ("type", "AWS::IAM::SAMLProvider"), ("ARN", Provider(role.Account)))
            ),
        };

    public static Call GetSessionToken(string key, DateTimeOffset at) =>
        new("sts", "GetSessionToken")
        {
            Request = Obj(("durationSeconds", 43200)),
            Response = Obj(("credentials", Credentials(key, at, 43200))),
        };

    public static string Provider(string account) =>
        $"arn:aws:iam::{account}:saml-provider/AWSSSO_{new Dice(account + "saml").Hex(16)}_DO_NOT_DELETE";

    private static JsonObject Credentials(string key, DateTimeOffset at, int seconds) =>
        Obj(("accessKeyId", key), ("sessionToken", Token), ("expiration", at.AddSeconds(seconds).StsDate()));

    private static JsonObject AssumedRole(Role role, string session) =>
        Obj(("assumedRoleId", $"{role.Id}:{session}"), ("arn", role.SessionArn(session)));

    private static JsonArray RoleResource(Role role) =>
        Arr(Obj(("accountId", role.Account), ("type", "AWS::IAM::Role"), ("ARN", role.Arn)));
}
