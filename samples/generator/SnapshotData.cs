using static RecipePicks.Samples.Json;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>Buckets, functions, keys, secrets and trails.</summary>
internal static class SnapshotData
{
    public static void Tell(Snapshot snapshot)
    {
        Buckets(snapshot);
        Functions(snapshot);
        Secrets(snapshot);
        TrailsNow(snapshot);
    }

    private static void Buckets(Snapshot snapshot)
    {
        snapshot.Add(
            Production,
            $"s3api-get-bucket-policy.{CustomerBucket}",
            Obj(("Policy", Line(Parse(Policies.CustomerBucketAfter))))
        );
        snapshot.Add(
            Production,
            $"s3api-get-bucket-policy-status.{CustomerBucket}",
            """{ "PolicyStatus": { "IsPublic": false } }"""
        );
        snapshot.Add(
            Production,
            $"s3api-get-public-access-block.{CustomerBucket}",
            """
            {
              "PublicAccessBlockConfiguration": {
                "BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": true, "RestrictPublicBuckets": true
              }
            }
            """
        );
        var owner = new Dice("canonical id of production").Hex(64);
        snapshot.Add(
            Production,
            $"s3api-get-bucket-acl.{CustomerBucket}",
            $$"""
            {
              "Owner": { "ID": "{{owner}}" },
              "Grants": [ { "Grantee": { "ID": "{{owner}}", "Type": "CanonicalUser" }, "Permission": "FULL_CONTROL" } ]
            }
            """
        );
        snapshot.Add(
            Production,
            $"s3api-get-bucket-ownership-controls.{CustomerBucket}",
            """{ "OwnershipControls": { "Rules": [ { "ObjectOwnership": "BucketOwnerEnforced" } ] } }"""
        );
        snapshot.Add(
            Production,
            $"s3api-get-bucket-encryption.{CustomerBucket}",
            $$"""
            {
              "ServerSideEncryptionConfiguration": {
                "Rules": [
                  {
                    "ApplyServerSideEncryptionByDefault": { "SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "{{DataKeyArn}}" },
                    "BucketKeyEnabled": true
                  }
                ]
              }
            }
            """
        );
    }

    private static void Functions(Snapshot snapshot)
    {
        snapshot.Add(
            Development,
            "lambda-get-function-configuration.image-resizer",
            Function(Development, "image-resizer", ImageResizer)
        );
        snapshot.Add(
            Production,
            "lambda-get-function-configuration.orders-report",
            Function(Production, "orders-report", OrdersReport)
        );
        var policy = Obj(
            ("Version", "2012-10-17"),
            ("Id", "default"),
            ("Statement", Arr(Parse(Policies.PublicUrlStatement), Parse(Policies.PublicInvokeStatement)))
        );
        snapshot.Add(
            Development,
            "lambda-get-policy.image-resizer",
            Obj(("Policy", Line(policy)), ("RevisionId", new Dice("resizer policy").Uuid()))
        );
        snapshot.Add(
            Development,
            "lambda-get-function-url-config.image-resizer",
            $$"""
            {
              "FunctionUrl": "{{Intrusion.FunctionUrl}}",
              "FunctionArn": "{{Intrusion.ResizerArn}}",
              "AuthType": "NONE",
              "CreationTime": "2026-03-10T23:00:27.482Z",
              "LastModifiedTime": "2026-03-10T23:00:27.482Z",
              "InvokeMode": "BUFFERED"
            }
            """
        );
    }

    private static string Function(string account, string name, Role role) =>
        $$"""
            {
              "FunctionName": "{{name}}",
              "FunctionArn": "arn:aws:lambda:{{Virginia}}:{{account}}:function:{{name}}",
              "Runtime": "python3.13",
              "Role": "{{role.Arn}}",
              "Handler": "app.handler",
              "CodeSize": 48211,
              "Description": "",
              "Timeout": 60,
              "MemorySize": 512,
              "LastModified": "2026-02-17T10:24:55.000+0000",
              "CodeSha256": "{{new Dice("code of " + name).Alphanumeric(43)}}=",
              "Version": "$LATEST",
              "TracingConfig": { "Mode": "PassThrough" },
              "RevisionId": "{{new Dice("revision of " + name).Uuid()}}",
              "State": "Active",
              "LastUpdateStatus": "Successful",
              "PackageType": "Zip",
              "Architectures": ["x86_64"],
              "EphemeralStorage": { "Size": 512 }
            }
            """;

    private static void Secrets(Snapshot snapshot)
    {
        var policy = Parse(
            $$"""
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "IamDecides",
                  "Effect": "Allow",
                  "Principal": { "AWS": "arn:aws:iam::{{Production}}:root" },
                  "Action": "kms:*",
                  "Resource": "*"
                }
              ]
            }
            """
        );
        snapshot.Add(
            Production,
            $"kms-get-key-policy.{DataKey}",
            Obj(("Policy", Line(policy)), ("PolicyName", "default"))
        );
        snapshot.Add(Production, $"kms-list-grants.{DataKey}", """{ "Grants": [], "Truncated": false }""");
        snapshot.Add(
            Production,
            "secretsmanager-get-resource-policy.prod%2Forders%2Fdatabase",
            $$"""{ "ARN": "{{OrdersSecret}}", "Name": "prod/orders/database" }"""
        );
    }

    private static void TrailsNow(Snapshot snapshot)
    {
        snapshot.Add(
            Production,
            $"cloudtrail-describe-trails.{Virginia}",
            Obj(
                (
                    "trailList",
                    Arr(
                        Trail(ProductionTrail, Virginia, Production, TrailBucket, organization: false),
                        Trail(IrelandTrail, Ireland, Production, TrailBucket, organization: false),
                        Trail(OrganizationTrail, Virginia, Security, ArchiveBucket, organization: true)
                    )
                )
            )
        );
        snapshot.Add(
            Production,
            $"cloudtrail-get-trail-status.{IrelandTrail}",
            $$"""
            {
              "IsLogging": true,
              "StartLoggingTime": "{{IamAccount.Date(Moments.LoggingStarted)}}",
              "StopLoggingTime": "{{IamAccount.Date(Moments.LoggingStopped)}}",
              "TimeLoggingStarted": "{{Moments.LoggingStarted.Iso()}}",
              "TimeLoggingStopped": "{{Moments.LoggingStopped.Iso()}}"
            }
            """
        );
        snapshot.Add(
            Production,
            $"cloudtrail-get-trail-status.{ProductionTrail}",
            """{ "IsLogging": true, "StartLoggingTime": "2024-05-14T08:31:00+00:00" }"""
        );
        var selectors = Persistence.PutSelectors("All", data: true).Response!;
        snapshot.Add(
            Production,
            $"cloudtrail-get-event-selectors.{ProductionTrail}",
            $$"""
            {
              "TrailARN": "{{selectors["trailARN"]}}",
              "EventSelectors": [
                {
                  "ReadWriteType": "All",
                  "IncludeManagementEvents": true,
                  "DataResources": [ { "Type": "AWS::S3::Object", "Values": ["arn:aws:s3:::{{CustomerBucket}}/"] } ],
                  "ExcludeManagementEventSources": []
                }
              ]
            }
            """
        );
    }

    private static System.Text.Json.Nodes.JsonObject Trail(
        string name,
        string region,
        string account,
        string bucket,
        bool organization
    ) =>
        Obj(
            ("Name", name),
            ("S3BucketName", bucket),
            ("IncludeGlobalServiceEvents", region == Virginia),
            ("IsMultiRegionTrail", organization),
            ("HomeRegion", region),
            ("TrailARN", $"arn:aws:cloudtrail:{region}:{account}:trail/{name}"),
            ("LogFileValidationEnabled", true),
            ("HasCustomEventSelectors", name == ProductionTrail),
            ("HasInsightSelectors", name == ProductionTrail),
            ("IsOrganizationTrail", organization)
        );
}
