using RecipePicks.Tests.Letters;

namespace RecipePicks.Tests.Cases;

/// <summary>What the letter Public calls open has a step that closes it, and what it calls closed has none.</summary>
public sealed class ContainmentOfOpeningsTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";
    private const string Public =
        """{"Sid":"p","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::data/*"}""";
    private const string Tls =
        """{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""";
    private const string Rule =
        """{"groupId":"sg-0a1b2c3d","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}]}}""";

    [Theory]
    [InlineData(
        "s3",
        "PutBucketAcl",
        """{"bucketName":"crown","x-amz-acl":["public-read"]}""",
        null,
        "aws s3api put-bucket-acl --bucket='crown' --acl=private"
    )]
    [InlineData(
        "ec2",
        "ModifyImageAttribute",
        """{"imageId":"ami-1","launchPermission":{"add":{"items":[{"organizationArn":"arn:aws:organizations::999988887777:organization/o-evil"}]}}}""",
        null,
        "aws ec2 modify-image-attribute --region='eu-west-1' --image-id='ami-1' --attribute=launchPermission --operation-type=remove --organization-arns='arn:aws:organizations::999988887777:organization/o-evil'"
    )]
    [InlineData(
        "ssm",
        "ModifyDocumentPermission",
        """{"name":"doc","permissionType":"Share","accountIdsToAdd":["All"]}""",
        null,
        "aws ssm modify-document-permission --region='eu-west-1' --name='doc' --permission-type=Share --account-ids-to-remove='All'"
    )]
    [InlineData(
        "sqs",
        "AddPermission",
        """{"queueUrl":"https://sqs.eu-west-1.amazonaws.com/111122223333/q","label":"l","aWSAccountIds":["999988887777"],"actions":["*"]}""",
        null,
        "aws sqs remove-permission --region='eu-west-1' --queue-url=\"$(aws sqs get-queue-url --region='eu-west-1' --queue-name='q' --query=QueueUrl --output=text)\" --label='l'"
    )]
    [InlineData(
        "sns",
        "AddPermission",
        """{"topicArn":"arn:aws:sns:eu-west-1:111122223333:t","label":"l","aWSAccountId":["999988887777"],"actionName":["Publish"]}""",
        null,
        "aws sns remove-permission --region='eu-west-1' --topic-arn='arn:aws:sns:eu-west-1:111122223333:t' --label='l'"
    )]
    [InlineData(
        "ram",
        "CreateResourceShare",
        """{"name":"s","principals":["999988887777"],"allowExternalPrincipals":true}""",
        """{"resourceShare":{"resourceShareArn":"arn:aws:ram:eu-west-1:111122223333:resource-share/1"}}""",
        "aws ram disassociate-resource-share --region='eu-west-1' --resource-share-arn='arn:aws:ram:eu-west-1:111122223333:resource-share/1' --principals='999988887777'"
    )]
    [InlineData(
        "rds",
        "ModifyDBInstance",
        """{"dBInstanceIdentifier":"db","publiclyAccessible":true}""",
        null,
        "aws rds modify-db-instance --region='eu-west-1' --db-instance-identifier='db' --no-publicly-accessible --apply-immediately"
    )]
    [InlineData(
        "redshift",
        "ModifyCluster",
        """{"clusterIdentifier":"wh","publiclyAccessible":true}""",
        null,
        "aws redshift modify-cluster --region='eu-west-1' --cluster-identifier='wh' --no-publicly-accessible"
    )]
    [InlineData(
        "eks",
        "UpdateClusterConfig",
        """{"name":"prod","resourcesVpcConfig":{"endpointPublicAccess":true,"publicAccessCidrs":["0.0.0.0/0"]}}""",
        null,
        "aws eks update-cluster-config --region='eu-west-1' --name='prod' --resources-vpc-config=endpointPublicAccess=false,endpointPrivateAccess=true"
    )]
    [InlineData(
        "ec2",
        "AuthorizeSecurityGroupIngress",
        """{"groupId":"sg-0a1b2c3d","ipProtocol":"tcp","fromPort":3389,"toPort":3389,"cidrIp":"0.0.0.0/0"}""",
        null,
        """aws ec2 revoke-security-group-ingress --region='eu-west-1' --group-id='sg-0a1b2c3d' --ip-permissions='[{"IpProtocol":"tcp","FromPort":3389,"ToPort":3389,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]'"""
    )]
    [InlineData(
        "s3",
        "PutBucketPolicy",
        """{"bucketName":"data","bucketPolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotPrincipal":{"AWS":"arn:aws:iam::111122223333:user/x"},"Action":"s3:*","Resource":"*"}]}}""",
        null,
        "aws s3api delete-bucket-policy --bucket='data'"
    )]
    [InlineData(
        "s3",
        "PutBucketPolicy",
        """{"bucketName":"data","bucketPolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}}}]}}""",
        null,
        "aws s3api delete-bucket-policy --bucket='data'"
    )]
    [InlineData(
        "lambda",
        "CreateFunctionUrlConfig",
        """{"functionName":"f","qualifier":"live","authType":"NONE"}""",
        """{"functionArn":"arn:aws:lambda:eu-west-1:111122223333:function:f","authType":"NONE"}""",
        "aws lambda delete-function-url-config --region='eu-west-1' --function-name='f' --qualifier='live'"
    )]
    [InlineData(
        "kms",
        "CreateGrant",
        """{"keyId":"aaaa","granteePrincipal":"arn:aws:iam::999988887777:root","operations":["Decrypt"]}""",
        """{"grantId":"g1","keyId":"arn:aws:kms:eu-west-1:111122223333:key/aaaa"}""",
        "aws kms revoke-grant --region='eu-west-1' --key-id='aaaa' --grant-id='g1'"
    )]
    [InlineData(
        "lambda",
        "AddPermission20150331v2",
        """{"functionName":"f","statementId":"s","action":"lambda:InvokeFunction","principal":"*"}""",
        null,
        "aws lambda remove-permission --region='eu-west-1' --function-name='f' --statement-id='s'"
    )]
    [InlineData(
        "s3",
        "DeleteAccountPublicAccessBlock",
        "{}",
        null,
        "aws s3control put-public-access-block --account-id='111122223333' --public-access-block-configuration=BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true"
    )]
    [InlineData(
        "iam",
        "UpdateAssumeRolePolicy",
        """{"roleName":"app","policyDocument":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"999988887777\"},\"Action\":\"sts:AssumeRole\"}]}"}""",
        null,
        """aws iam update-assume-role-policy --role-name='app' --policy-document='{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole*"}]}'"""
    )]
    public void What_the_chain_opened_has_the_command_that_closes_it(
        string service,
        string name,
        string request,
        string? response,
        string command
    )
    {
        var step = Assert.Single(Steps(Call(1, name, request, service, response: response)), s => !IsKey(s));

        Assert.False(step.Done);
        Assert.Equal(command, step.Command);
        Assert.False(string.IsNullOrEmpty(step.Breaks));
        Assert.Contains($"{name} at 2024-05-01T10:01:00Z by", step.Text);
        Assert.Contains("in account 111122223333; nothing in the log undoes it.", step.Text);
    }

    [Fact]
    public void Each_range_of_a_rule_has_a_command_and_one_s_own_network_none()
    {
        const string rules =
            """{"groupId":"sg-1","ipPermissions":{"items":[{"ipProtocol":"-1","ipRanges":{"items":[{"cidrIp":"0.0.0.0/1"},{"cidrIp":"128.0.0.0/1"},{"cidrIp":"10.0.0.0/8"}]}}]}}""";

        var commands = Steps(Call(1, "AuthorizeSecurityGroupIngress", rules)).Where(s => !IsKey(s)).ToList();

        Assert.Equal(
            ["0.0.0.0/1", "128.0.0.0/1"],
            commands.Select(c => c.Command!.Split("\"CidrIp\":\"")[1].Split('"')[0])
        );
        Assert.All(commands, c => Assert.Contains("\"IpProtocol\":\"-1\",\"IpRanges\"", c.Command));
    }

    [Fact]
    public void A_policy_is_put_back_without_what_lets_outsiders_in()
    {
        const string own =
            """{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:role/app","999988887777"]},"Action":"s3:*","Resource":"*"}""";

        var step = Assert.Single(Steps(Policy(1, Public, Tls, own)), s => !IsKey(s));

        Assert.Equal(
            $$"""aws s3api put-bucket-policy --bucket='data' --policy='{"Version":"2012-10-17","Statement":[{{Tls}},{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/app"},"Action":"s3:*","Resource":"*"}]}'""",
            step.Command
        );
        Assert.Contains("is public", step.Text);
    }

    [Theory]
    [InlineData("DeleteBucketPolicy", """{"bucketName":"data"}""")]
    [InlineData(
        "PutBucketPolicy",
        $$$"""{"bucketName":"data","bucketPolicy":{"Version":"2012-10-17","Statement":[{{{Tls}}}]}}"""
    )]
    public void What_a_responder_closed_is_done_and_the_repair_is_not_undone(string name, string request)
    {
        var steps = Steps(Policy(1, Public), Call(5, name, request, "s3", Responder));

        var step = Assert.Single(steps, s => !IsKey(s));
        Assert.True(step.Done);
        Assert.Null(step.Command);
        Assert.Contains($"ended by {name} at 2024-05-01T10:05:00Z by key of user carol", step.Text);
        Assert.Equal(2, step.Evidence.Count);
    }

    [Theory]
    [InlineData(
        "kms",
        "CreateGrant",
        """{"keyId":"arn:aws:kms:eu-west-1:111122223333:key/aaaa","granteePrincipal":"arn:aws:iam::999988887777:root","operations":["Decrypt"]}""",
        """{"grantId":"g1","keyId":"arn:aws:kms:eu-west-1:111122223333:key/aaaa"}""",
        "RevokeGrant",
        """{"keyId":"aaaa","grantId":"g1"}"""
    )]
    [InlineData(
        "ec2",
        "ModifySnapshotAttribute",
        """{"snapshotId":"snap-1","createVolumePermission":{"add":{"items":[{"userId":"999988887777"}]}}}""",
        null,
        "ResetSnapshotAttribute",
        """{"snapshotId":"snap-1"}"""
    )]
    [InlineData(
        "lambda",
        "CreateFunctionUrlConfig",
        """{"functionName":"f","authType":"NONE"}""",
        """{"functionArn":"arn:aws:lambda:eu-west-1:111122223333:function:f","authType":"NONE"}""",
        "UpdateFunctionUrlConfig",
        """{"functionName":"f","authType":"AWS_IAM"}"""
    )]
    [InlineData(
        "secretsmanager",
        "PutResourcePolicy",
        """{"secretId":"db","resourcePolicy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"999988887777\"},\"Action\":\"*\",\"Resource\":\"*\"}]}"}""",
        """{"aRN":"arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf","name":"db"}""",
        "DeleteResourcePolicy",
        """{"secretId":"arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf"}"""
    )]
    [InlineData(
        "ec2",
        "AuthorizeSecurityGroupIngress",
        Rule,
        """{"securityGroupRuleSet":{"items":[{"groupId":"sg-0a1b2c3d","securityGroupRuleId":"sgr-1","isEgress":false,"ipProtocol":"tcp","fromPort":22,"toPort":22,"cidrIpv4":"0.0.0.0/0"}]}}""",
        "RevokeSecurityGroupIngress",
        Rule
    )]
    public void What_is_closed_by_another_name_or_call_is_done(
        string service,
        string name,
        string request,
        string? response,
        string closes,
        string closing
    )
    {
        var steps = Steps(
            Call(1, name, request, service, response: response),
            Call(
                5,
                closes,
                closing,
                service,
                Responder,
                """{"aRN":"arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf"}"""
            )
        );

        var step = Assert.Single(steps, s => !IsKey(s));
        Assert.True(step.Done);
        Assert.Contains($"ended by {closes} at 2024-05-01T10:05:00Z", step.Text);
    }

    [Fact]
    public void What_stands_behind_a_gate_that_was_shut_is_still_to_be_taken_back()
    {
        const string shut =
            """{"bucketName":"data","PublicAccessBlockConfiguration":{"BlockPublicAcls":true,"IgnorePublicAcls":true,"BlockPublicPolicy":true,"RestrictPublicBuckets":true}}""";

        var step = Assert.Single(
            Steps(Policy(1, Public), Call(5, "PutBucketPublicAccessBlock", shut, "s3", Responder)),
            s => !IsKey(s)
        );

        Assert.Equal("aws s3api delete-bucket-policy --bucket='data'", step.Command);
        Assert.Contains("is open but for a gate", step.Text);
    }

    [Fact]
    public void What_somebody_else_opened_is_no_step()
    {
        Assert.All(Steps(Call(0, "ListBuckets", "{}", "s3"), Policy(1, Public, Responder)), s => Assert.True(IsKey(s)));
    }

    [Theory]
    [InlineData("'; rm -rf ~ #")]
    [InlineData("$(id)")]
    [InlineData("{member}")]
    public void Names_from_the_log_are_never_commands(string name)
    {
        var request = System.Text.Json.JsonSerializer.Serialize(
            new Dictionary<string, object> { ["dBInstanceIdentifier"] = name, ["publiclyAccessible"] = true }
        );

        var step = Assert.Single(Steps(Call(1, "ModifyDBInstance", request, "rds")), s => !IsKey(s));

        Assert.Contains($"--db-instance-identifier={RecipePicks.Letters.Shell.Quote(name)} --no-", step.Command);
    }

    private static string Responder => SmallCase.User("carol", "AKIACAROL000000000AA");

    private static bool IsKey(ContainmentStep step) => step.Text.StartsWith("The key ", StringComparison.Ordinal);

    private static IReadOnlyList<ContainmentStep> Steps(params IEnumerable<string> records)
    {
        using var evidence = new SmallCase(records);
        return evidence.Investigate(Alice).Containment;
    }

    private static string Policy(int minute, params IEnumerable<string> statements) =>
        Policy(minute, string.Join(',', statements), SmallCase.User("alice"));

    private static string Policy(int minute, string statements, string by) =>
        Call(
            minute,
            "PutBucketPolicy",
            $$$"""{"bucketName":"data","bucketPolicy":{"Version":"2012-10-17","Statement":[{{{statements}}}]}}""",
            "s3",
            by
        );

    private static string Call(
        int minute,
        string name,
        string request,
        string service = "ec2",
        string? by = null,
        string? response = null
    ) =>
        SmallCase.Record(
            name,
            $"2024-05-01T10:{minute:00}:00Z",
            by ?? SmallCase.User("alice"),
            $$"""{"eventSource":"{{service}}.amazonaws.com","readOnly":false,"requestParameters":{{request}},"responseElements":{{response ?? "null"}}}"""
        );
}
