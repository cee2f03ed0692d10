using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>The organization and its service control policies, as its management account sees them.</summary>
internal static class SnapshotOrganization
{
    private const string Root = "r-lk26";
    private const string FullAccess = "p-FullAWSAccess";
    private const string ProtectTrails = "p-protrail";

    // The list names trails one by one. production-eu-trail was made later, and nobody added it.
    private const string ProtectTrailsText = $$"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "KeepTheTrails",
              "Effect": "Deny",
              "Action": ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail"],
              "Resource": [
                "arn:aws:cloudtrail:*:*:trail/{{OrganizationTrail}}",
                "arn:aws:cloudtrail:*:*:trail/{{ProductionTrail}}"
              ]
            },
            { "Sid": "StayInTheOrganization", "Effect": "Deny", "Action": "organizations:LeaveOrganization", "Resource": "*" }
          ]
        }
        """;

    private const string FullAccessText = """
        { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "*", "Resource": "*" } ] }
        """;

    public static void Tell(Snapshot snapshot)
    {
        snapshot.Add(
            Security,
            "organizations-describe-organization",
            $$"""
            {
              "Organization": {
                "Id": "{{Organization}}",
                "Arn": "arn:aws:organizations::{{Security}}:organization/{{Organization}}",
                "FeatureSet": "ALL",
                "MasterAccountArn": "arn:aws:organizations::{{Security}}:account/{{Organization}}/{{Security}}",
                "MasterAccountId": "{{Security}}",
                "MasterAccountEmail": "aws-security@larkspur.example",
                "AvailablePolicyTypes": [ { "Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED" } ]
              }
            }
            """
        );
        snapshot.Add(
            Security,
            "organizations-list-accounts",
            Obj(
                (
                    "Accounts",
                    Arr(
                        Account(Production, "larkspur-production", "INVITED"),
                        Account(Security, "larkspur-security", "INVITED"),
                        Account(Development, "larkspur-development", "CREATED")
                    )
                )
            )
        );
        snapshot.Add(
            Security,
            "organizations-list-roots",
            $$"""
            {
              "Roots": [
                {
                  "Id": "{{Root}}",
                  "Arn": "arn:aws:organizations::{{Security}}:root/{{Organization}}/{{Root}}",
                  "Name": "Root",
                  "PolicyTypes": [ { "Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED" } ]
                }
              ]
            }
            """
        );
        snapshot.Add(
            Security,
            "organizations-list-policies.SERVICE_CONTROL_POLICY",
            Obj(("Policies", Arr(Summary(FullAccess), Summary(ProtectTrails))))
        );
        Describe(snapshot, FullAccess, FullAccessText);
        Describe(snapshot, ProtectTrails, ProtectTrailsText);
        var everywhere = Obj(("Policies", Arr(Summary(FullAccess), Summary(ProtectTrails))));
        snapshot.Add(Security, $"organizations-list-policies-for-target.{Root}", everywhere);
        foreach (var account in Accounts)
        {
            snapshot.Add(
                Security,
                $"organizations-list-policies-for-target.{account}",
                Obj(("Policies", Arr(Summary(FullAccess))))
            );
            snapshot.Add(
                Security,
                $"organizations-list-parents.{account}",
                Obj(("Parents", Arr(Obj(("Id", Root), ("Type", "ROOT")))))
            );
        }
    }

    private static void Describe(Snapshot snapshot, string id, string text) =>
        snapshot.Add(
            Security,
            $"organizations-describe-policy.{id}",
            Obj(("Policy", Obj(("PolicySummary", Summary(id)), ("Content", Line(Parse(text))))))
        );

    private static JsonObject Summary(string id)
    {
        var aws = id == FullAccess;
        var owner = aws ? "aws" : Security;
        var place = aws ? "" : Organization + "/";
        return Obj(
            ("Id", id),
            ("Arn", $"arn:aws:organizations::{owner}:policy/{place}service_control_policy/{id}"),
            ("Name", aws ? "FullAWSAccess" : "protect-trails"),
            ("Description", aws ? "Allows access to every operation" : "Nobody stops, deletes or redirects our trails"),
            ("Type", "SERVICE_CONTROL_POLICY"),
            ("AwsManaged", aws)
        );
    }

    private static JsonObject Account(string id, string name, string joined) =>
        Obj(
            ("Id", id),
            ("Arn", $"arn:aws:organizations::{Security}:account/{Organization}/{id}"),
            ("Email", name + "@larkspur.example"),
            ("Name", name),
            ("Status", "ACTIVE"),
            ("JoinedMethod", joined),
            ("JoinedTimestamp", "2024-05-14T08:05:00.000000+00:00")
        );
}
