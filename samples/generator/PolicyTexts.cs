using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>The policy documents of the snapshot that no event of the story touches.</summary>
internal static class PolicyTexts
{
    public const string AdministratorAccess = """
        { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": "*", "Resource": "*" } ] }
        """;

    public const string PowerUserAccess = """
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "NotAction": ["iam:*", "organizations:*", "account:*"], "Resource": "*" },
            {
              "Effect": "Allow",
              "Action": [
                "account:GetAccountInformation",
                "account:GetGovCloudAccountInformation",
                "account:GetPrimaryEmail",
                "account:ListRegions",
                "iam:CreateServiceLinkedRole",
                "iam:DeleteServiceLinkedRole",
                "iam:ListRoles",
                "organizations:DescribeEffectivePolicy",
                "organizations:DescribeOrganization"
              ],
              "Resource": "*"
            }
          ]
        }
        """;

    public const string LambdaBasicExecution = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
              "Resource": "*"
            }
          ]
        }
        """;

    public const string SsmManagedInstance = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "ssm:DescribeAssociation", "ssm:GetDeployablePatchSnapshotForInstance", "ssm:GetDocument",
                "ssm:DescribeDocument", "ssm:GetManifest", "ssm:GetParameter", "ssm:GetParameters",
                "ssm:ListAssociations", "ssm:ListInstanceAssociations", "ssm:PutInventory", "ssm:PutComplianceItems",
                "ssm:PutConfigurePackageResult", "ssm:UpdateAssociationStatus", "ssm:UpdateInstanceAssociationStatus",
                "ssm:UpdateInstanceInformation"
              ],
              "Resource": "*"
            },
            {
              "Effect": "Allow",
              "Action": [
                "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
                "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"
              ],
              "Resource": "*"
            },
            {
              "Effect": "Allow",
              "Action": [
                "ec2messages:AcknowledgeMessage", "ec2messages:DeleteMessage", "ec2messages:FailMessage",
                "ec2messages:GetEndpoint", "ec2messages:GetMessages", "ec2messages:SendReply"
              ],
              "Resource": "*"
            }
          ]
        }
        """;

    public const string DeployIam = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "StacksMakeRolesAndSometimesUsers",
              "Effect": "Allow",
              "Action": ["iam:*Role*", "iam:*User*", "iam:*AccessKey*", "iam:*LoginProfile*", "iam:*InstanceProfile*"],
              "Resource": "*"
            },
            {
              "Sid": "PublishToDevelopment",
              "Effect": "Allow",
              "Action": "sts:AssumeRole",
              "Resource": "arn:aws:iam::777788889999:role/artifact-publisher"
            }
          ]
        }
        """;

    public const string OrdersApi = $$"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["s3:GetObject", "s3:PutObject"],
              "Resource": [
                "arn:aws:s3:::{{CustomerBucket}}/profiles/*",
                "arn:aws:s3:::{{CustomerBucket}}/cards/*"
              ]
            },
            { "Effect": "Allow", "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": "*" },
            {
              "Effect": "Allow",
              "Action": ["ssm:GetParameter", "ssm:GetParametersByPath"],
              "Resource": "arn:aws:ssm:*:{{Production}}:parameter/prod/orders*"
            }
          ]
        }
        """;

    public const string OrdersReport = $$"""
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::{{CustomerBucket}}" },
            {
              "Effect": "Allow",
              "Action": "s3:GetObject",
              "Resource": ["arn:aws:s3:::{{CustomerBucket}}/customers/*", "arn:aws:s3:::{{CustomerBucket}}/reports/*"]
            },
            { "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::{{CustomerBucket}}/reports/*" },
            { "Effect": "Allow", "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": "*" }
          ]
        }
        """;

    public const string CiPublishOld = """
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Action": ["ecr:GetAuthorizationToken", "ecr:InitiateLayerUpload", "ecr:PutImage"], "Resource": "*" }
          ]
        }
        """;

    public const string CiPublish = $$"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:InitiateLayerUpload",
                "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage"
              ],
              "Resource": "*"
            },
            { "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::{{Production}}:role/deploy-production" }
          ]
        }
        """;

    public const string CiBoundary = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["ecr:*", "sts:AssumeRole", "iam:GetUser", "iam:ListAttachedUserPolicies", "iam:ListGroupsForUser"],
              "Resource": "*"
            }
          ]
        }
        """;

    public const string ReadSelf = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["iam:GetUser", "iam:ListAttachedUserPolicies", "iam:ListGroupsForUser"],
              "Resource": "arn:aws:iam::*:user/${aws:username}"
            }
          ]
        }
        """;

    public const string FinanceRead = """
        {
          "Version": "2012-10-17",
          "Statement": [ { "Effect": "Allow", "Action": ["ce:Get*", "budgets:ViewBudget", "invoicing:Get*"], "Resource": "*" } ]
        }
        """;

    public const string ReadOnly = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "ec2:Describe*", "logs:Describe*", "logs:FilterLogEvents", "logs:Get*", "s3:ListAllMyBuckets",
                "s3:GetBucketPolicy", "lambda:List*", "lambda:GetFunction*", "iam:List*", "iam:GetRole",
                "cloudwatch:Describe*", "cloudformation:List*", "cloudformation:Describe*"
              ],
              "Resource": "*"
            }
          ]
        }
        """;

    public const string Observability = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "ec2:Describe*", "cloudwatch:List*", "cloudwatch:Get*", "cloudwatch:Describe*",
                "rds:DescribeDBInstances", "autoscaling:Describe*"
              ],
              "Resource": "*"
            }
          ]
        }
        """;

    public const string Audit = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["iam:List*", "iam:Get*", "ec2:Describe*", "lambda:List*", "lambda:Get*", "s3:GetBucket*"],
              "Resource": "*"
            }
          ]
        }
        """;

    public const string IncidentResponse = """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": [
                "cloudtrail:*", "iam:Get*", "iam:List*", "iam:UpdateAccessKey", "iam:PutRolePolicy", "ec2:Describe*",
                "ec2:ModifySnapshotAttribute", "ec2:CreateSnapshot", "ec2:CreateTags", "ec2:StopInstances"
              ],
              "Resource": "*"
            }
          ]
        }
        """;

    public const string ArtifactPublisher = """
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Action": "lambda:*", "Resource": "*" },
            { "Effect": "Allow", "Action": ["s3:ListAllMyBuckets", "s3:ListBucket"], "Resource": "*" },
            { "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::larkspur-dev-artifacts/*" }
          ]
        }
        """;

    public const string ResizerInline = """
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::larkspur-dev-images/*" }
          ]
        }
        """;

    public const string AuditRunner = """
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::*:role/security-audit" }
          ]
        }
        """;

    public static string TrustService(string service) => Trust($$"""{ "Service": "{{service}}.amazonaws.com" }""");

    public static string TrustPrincipal(string arn) => Trust($$"""{ "AWS": "{{arn}}" }""");

    public static string TrustSaml(string account) =>
        $$"""
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Principal": { "Federated": "{{Sts.Provider(account)}}" },
                  "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession"],
                  "Condition": { "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" } }
                }
              ]
            }
            """;

    public static string TrustVendor =>
        $$"""
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Principal": { "AWS": "arn:aws:iam::{{Vendor}}:root" },
                  "Action": "sts:AssumeRole",
                  "Condition": { "StringEquals": { "sts:ExternalId": "larkspur-7d1f" } }
                }
              ]
            }
            """;

    public static string TrustWithMfa =>
        $$"""
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Principal": { "AWS": "arn:aws:iam::{{Production}}:root" },
                  "Action": "sts:AssumeRole",
                  "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } }
                }
              ]
            }
            """;

    private static string Trust(string principal) =>
        $$"""
            {
              "Version": "2012-10-17",
              "Statement": [ { "Effect": "Allow", "Principal": {{principal}}, "Action": "sts:AssumeRole" } ]
            }
            """;
}
