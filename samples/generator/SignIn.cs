using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;

namespace RecipePicks.Samples;

/// <summary>How people come in: the console, and IAM Identity Center.</summary>
internal static class SignIn
{
    private const string IdentityStore = $"arn:aws:identitystore::{World.Security}:identitystore/d-9067larksp";

    public static Call Console(string mfa) =>
        new("signin", "ConsoleLogin")
        {
            Response = Obj(("ConsoleLogin", "Success")),
            Additional = Details(mfa),
            Type = "AwsConsoleSignIn",
        };

    /// <summary>A wrong password: a message, but no error code.</summary>
    public static Call ConsoleFailed() =>
        new("signin", "ConsoleLogin")
        {
            ErrorMessage = "Failed authentication",
            Response = Obj(("ConsoleLogin", "Failure")),
            Additional = Details("No"),
            Type = "AwsConsoleSignIn",
        };

    /// <summary>At sign-in the user has no key yet, and after a failure no ARN.</summary>
    public static Caller AtTheDoor(User user, string address, string browser, bool failed = false)
    {
        var caller = Caller.OfUser(user, address, browser);
        if (failed)
        {
            caller.Identity["accessKeyId"] = "";
            caller.Identity.Remove("arn");
        }
        else
        {
            caller.Identity.Remove("accessKeyId");
        }
        return caller;
    }

    /// <summary>
    /// Signs a person in and gives the session: authentication and federation in the organization's account,
    /// a SAML role session in the account she wants.
    /// </summary>
    public static Caller ThroughIdentityCenter(
        Recorder.Stream stream,
        Person person,
        Role role,
        DateTimeOffset at,
        bool console,
        bool authenticate = true
    )
    {
        var dice = stream.Dice;
        var visitor = new Caller(
            Obj(
                ("type", "IdentityCenterUser"),
                ("accountId", World.Security),
                ("onBehalfOf", Obj(("userId", person.UserId), ("identityStoreArn", IdentityStore))),
                ("credentialId", dice.Uuid())
            ),
            person.Address,
            person.Browser
        );
        if (authenticate)
        {
            foreach (var credential in new[] { "PASSWORD", "TOTP" })
            {
                stream.Say(
                    at.AddSeconds(credential == "TOTP" ? -21 : -34),
                    World.Virginia,
                    visitor,
                    Service(
                        "signin",
                        "CredentialVerification",
                        Obj(("CredentialType", credential), ("CredentialVerification", "Success"))
                    )
                );
            }
            stream.Say(
                at.AddSeconds(-20),
                World.Virginia,
                visitor,
                Service(
                    "signin",
                    "UserAuthentication",
                    Obj(("CredentialType", "PASSWORD,TOTP"), ("UserAuthentication", "Success"))
                )
            );
        }
        var permissionSet = role.Name.Split('_')[1];
        stream.Say(
            at.AddSeconds(-1),
            World.Virginia,
            visitor,
            Service("sso", "Federate", Obj(("role_name", permissionSet), ("account_id", role.Account)))
        );

        var key = dice.AccessKey("ASIA");
        var federated = new Caller(
            Obj(
                ("type", "SAMLUser"),
                ("principalId", $"{dice.Alphanumeric(27)}=:{person.Mail}"),
                ("userName", person.Mail),
                ("identityProvider", dice.Alphanumeric(27) + "=")
            ),
            World.SignInPortal,
            "aws-sdk-java/2.30.9 md/io#sync md/http#Apache ua/2.1 api/STS#2.30.x os/Linux lang/java#17.0.14"
        );
        stream.Say(at, role.Account, World.Virginia, federated, Sts.AssumeRoleWithSaml(role, person, key, at, dice));

        var agent = console ? person.Browser : Agents.StaffCli;
        var session = Caller.OfSession(role, person.Mail, key, at, person.Address, agent) with { Console = console };
        if (console)
        {
            var login = Console("No");
            login.Additional!.Insert(0, "SamlProviderArn", Sts.Provider(role.Account));
            var atDoor = session with { Identity = (JsonObject)session.Identity.DeepClone() };
            atDoor.Identity.Remove("accessKeyId");
            stream.Say(at.AddSeconds(2), World.Virginia, atDoor, login);
        }
        return session;
    }

    private static Call Service(string service, string name, JsonObject details) =>
        new(service, name) { ServiceDetails = details, Type = "AwsServiceEvent" };

    private static JsonObject Details(string mfa)
    {
        var details = Obj(
            (
                "LoginTo",
                "https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true&nc2=h_si&src=header-signin"
            ),
            ("MobileVersion", "No")
        );
        if (mfa.StartsWith("arn:", StringComparison.Ordinal))
        {
            details.Add("MFAIdentifier", mfa);
            details.Add("MFAUsed", "Yes");
        }
        else
        {
            details.Add("MFAUsed", mfa);
        }
        return details;
    }
}
