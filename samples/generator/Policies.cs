namespace RecipePicks.Samples;

/// <summary>Policy documents that an event writes and the snapshot shows: said once, so that the two agree.</summary>
internal static class Policies
{
    public const string Administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
    public const string PowerUser = "arn:aws:iam::aws:policy/PowerUserAccess";

    /// <summary>The responder's deny for every deploy session issued before this time.</summary>
    public const string RevokeName = "AWSRevokeOlderSessions";

    public const string RevokeOlderSessions = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Deny",
              "Action": ["*"],
              "Resource": ["*"],
              "Condition": { "DateLessThan": { "aws:TokenIssueTime": "2026-03-11T08:41:00Z" } }
            }
          ]
        }
        """;

    /// <summary>Trust of orders-report before the attack.</summary>
    public const string LambdaTrust = """
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }
          ]
        }
        """;

    /// <summary>Trust of orders-report after it: Lambda still works, and an outside account may take the role.</summary>
    public const string BackdooredTrust = $$"""
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" },
            { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::{{World.Outsider}}:root" }, "Action": "sts:AssumeRole" }
          ]
        }
        """;

    /// <summary>The bucket policy that the attacker put; its first two statements are the old policy.</summary>
    public const string CustomerBucketAfter = $$"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "DenyInsecureTransport",
              "Effect": "Deny",
              "Principal": "*",
              "Action": "s3:*",
              "Resource": ["arn:aws:s3:::{{World.CustomerBucket}}", "arn:aws:s3:::{{World.CustomerBucket}}/*"],
              "Condition": { "Bool": { "aws:SecureTransport": "false" } }
            },
            {
              "Sid": "CardDataOnlyForOrders",
              "Effect": "Deny",
              "Principal": "*",
              "Action": "s3:GetObject",
              "Resource": "arn:aws:s3:::{{World.CustomerBucket}}/cards/*",
              "Condition": {
                "StringNotLike": { "aws:PrincipalArn": "arn:aws:iam::{{World.Production}}:role/orders-api" }
              }
            },
            {
              "Sid": "BackupReplication",
              "Effect": "Allow",
              "Principal": { "AWS": "arn:aws:iam::{{World.Outsider}}:root" },
              "Action": ["s3:GetObject", "s3:ListBucket"],
              "Resource": ["arn:aws:s3:::{{World.CustomerBucket}}", "arn:aws:s3:::{{World.CustomerBucket}}/*"]
            }
          ]
        }
        """;

    /// <summary>What the resizer's policy lets the world do through the function URL.</summary>
    public const string PublicUrlStatement = $$"""
        {
          "Sid": "FunctionURLAllowPublicAccess",
          "Effect": "Allow",
          "Principal": "*",
          "Action": "lambda:InvokeFunctionUrl",
          "Resource": "arn:aws:lambda:{{World.Virginia}}:{{World.Development}}:function:image-resizer",
          "Condition": { "StringEquals": { "lambda:FunctionUrlAuthType": "NONE" } }
        }
        """;

    /// <summary>"Since Oct 2025" a public URL needs this second statement too.</summary>
    public const string PublicInvokeStatement = $$"""
        {
          "Sid": "FunctionURLAllowInvoke",
          "Effect": "Allow",
          "Principal": "*",
          "Action": "lambda:InvokeFunction",
          "Resource": "arn:aws:lambda:{{World.Virginia}}:{{World.Development}}:function:image-resizer",
          "Condition": { "Bool": { "lambda:InvokedViaFunctionUrl": "true" } }
        }
        """;
}
