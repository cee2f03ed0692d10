using System.Text.Json;
using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Evaluation;
using static RecipePicks.Tests.Iam.Given;

namespace RecipePicks.Tests.Iam.Accounts;

/// <summary>What the access control list of a bucket allows, and to whom.</summary>
public sealed class BucketAclTests
{
    private const string Bucket = "arn:aws:s3:::data";
    private const string OwnerId = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";
    private const string OtherId = "a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90";

    private const string UsesBuckets =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}""";

    [Theory]
    [InlineData("READ", "s3:ListBucket", Bucket, Verdict.Yes)]
    [InlineData("READ", "s3:ListBucketVersions", Bucket, Verdict.Yes)]
    [InlineData("READ", "s3:PutObject", Report, Verdict.No)]
    [InlineData("WRITE", "s3:PutObject", Report, Verdict.Yes)]
    [InlineData("WRITE", "s3:ListBucket", Bucket, Verdict.No)]
    [InlineData("READ_ACP", "s3:GetBucketAcl", Bucket, Verdict.Yes)]
    [InlineData("READ_ACP", "s3:PutBucketAcl", Bucket, Verdict.No)]
    [InlineData("WRITE_ACP", "s3:PutBucketAcl", Bucket, Verdict.Yes)]
    [InlineData("FULL_CONTROL", "s3:PutBucketAcl", Bucket, Verdict.Yes)]
    [InlineData("FULL_CONTROL", "s3:ListBucket", Bucket, Verdict.Yes)]
    [InlineData("FULL_CONTROL", "s3:DeleteBucket", Bucket, Verdict.No)]
    public void A_permission_allows_the_actions_that_it_stands_for(
        string permission,
        string action,
        string resource,
        Verdict verdict
    ) => Assert.Equal(verdict, Ask(Stranger, action, resource, List(Grantee(OtherId), permission), UsesBuckets));

    [Theory]
    [InlineData(Stranger, UsesBuckets, Verdict.Yes)]
    [InlineData(Stranger, null, Verdict.No)]
    [InlineData(Alice, null, Verdict.No)]
    public void An_account_is_let_in_as_far_as_its_own_policies_go(string caller, string? own, Verdict verdict) =>
        Assert.Equal(
            verdict,
            Ask(
                caller,
                "s3:ListBucket",
                Bucket,
                List(Grantee(OtherId), "READ") + List(Grantee(OwnerId), "FULL_CONTROL"),
                own
            )
        );

    [Fact]
    public void Whose_canonical_id_a_list_names_may_be_open() =>
        Assert.Equal(
            Verdict.Unknown,
            Ask(Stranger, "s3:ListBucket", Bucket, List(Grantee(OtherId), "READ"), UsesBuckets, otherId: null)
        );

    [Fact]
    public void What_is_granted_to_everybody_needs_no_canonical_id() =>
        Assert.Equal(
            Verdict.Yes,
            Ask(
                Stranger,
                "s3:ListBucket",
                Bucket,
                List(Grantee(OtherId), "READ") + List(Group("global/AllUsers"), "READ"),
                UsesBuckets,
                otherId: null
            )
        );

    [Theory]
    [InlineData("AllUsers", Alice, Verdict.Yes)]
    [InlineData("AllUsers", null, Verdict.Yes)]
    [InlineData("AuthenticatedUsers", Alice, Verdict.Yes)]
    [InlineData("AuthenticatedUsers", null, Verdict.No)]
    public void A_group_is_everybody_or_everybody_with_an_account(string group, string? caller, Verdict verdict) =>
        Assert.Equal(verdict, Ask(caller, "s3:ListBucket", Bucket, List(Group($"global/{group}"), "READ"), null));

    [Theory]
    [InlineData(true, Verdict.No)]
    [InlineData(false, Verdict.Yes)]
    [InlineData(null, Verdict.Unknown)]
    public void What_everybody_is_granted_counts_unless_public_lists_are_ignored(bool? ignored, Verdict verdict) =>
        Assert.Equal(
            verdict,
            Ask(null, "s3:ListBucket", Bucket, List(Group("global/AllUsers"), "READ"), null, ignored: ignored)
        );

    [Fact]
    public void The_log_delivery_group_is_no_user() =>
        Assert.Equal(Verdict.No, Ask(Alice, "s3:PutObject", Report, List(Group("s3/LogDelivery"), "WRITE"), null));

    [Theory]
    [InlineData("\"public-read\"", Verdict.Yes)]
    [InlineData("\"private\"", Verdict.No)]
    [InlineData("\"authenticated-read\"", Verdict.No)]
    [InlineData("\"aws-exec-read\"", Verdict.Unknown)]
    [InlineData("""{"x-amz-grant-read":"uri=http://acs.amazonaws.com/groups/global/AllUsers"}""", Verdict.Yes)]
    [InlineData("""{"grantSet":null,"grantList":[{"grantee":"AllUsers","permission":"Read"}]}""", Verdict.Yes)]
    [InlineData(
        """{"owner":{"id":"79a5"},"grantList":[{"grantee":{"id":"79a5"},"permission":"FullControl"}]}""",
        Verdict.No
    )]
    [InlineData(
        """{"AccessControlList":{"Grant":{"Grantee":{"URI":"http://acs.amazonaws.com/groups/global/AllUsers"},"Permission":"READ"}}}""",
        Verdict.Yes
    )]
    public void A_list_is_read_as_S3_CloudTrail_and_Config_write_it(string acl, Verdict verdict) =>
        Assert.Equal(verdict, Whole(null, "s3:ListBucket", Bucket, acl, null, OtherId, false));

    [Theory]
    [InlineData(Alice, true, Verdict.No)]
    [InlineData(Alice, false, Verdict.Unknown)]
    [InlineData(Stranger, true, Verdict.Unknown)]
    public void An_object_has_a_list_of_its_own_which_never_lets_in_a_user_of_the_owner_alone(
        string caller,
        bool ignored,
        Verdict verdict
    ) =>
        Assert.Equal(
            verdict,
            Ask(
                caller,
                "s3:GetObject",
                Report,
                List(Grantee(OwnerId), "FULL_CONTROL"),
                caller == Alice ? null : UsesBuckets,
                ignored: ignored
            )
        );

    [Theory]
    [InlineData("READ", "s3:GetObject", Verdict.Yes)]
    [InlineData("READ", "s3:GetObjectAcl", Verdict.No)]
    [InlineData("READ_ACP", "s3:GetObjectAcl", Verdict.Yes)]
    [InlineData("WRITE_ACP", "s3:PutObjectAcl", Verdict.Yes)]
    [InlineData("WRITE", "s3:GetObject", Verdict.No)]
    [InlineData("FULL_CONTROL", "s3:GetObject", Verdict.Yes)]
    [InlineData("FULL_CONTROL", "s3:GetObjectVersion", Verdict.Unknown)]
    public void An_object_s_own_list_decides_of_it_and_of_no_version(string permission, string action, Verdict verdict)
    {
        var list = BucketAcl.Policy(
            Report,
            JsonElement.Parse($"[{List(Grantee(OtherId), permission).TrimEnd(',')}]"),
            OwnerId,
            ignoresPublic: false
        );
        ResourcePolicy[] resources =
        [
            new(Bucket, Account, null, true) { OwnerId = OwnerId },
            new(Report, Account, null, false) { Granted = list },
            new("arn:aws:s3:::elsewhere", Other, null, true) { OwnerId = OtherId },
        ];
        var estate = new Estate(
            [Identity(Stranger, UsesBuckets)],
            resources: resources,
            organization: Organization.None
        );
        Assert.Equal(
            verdict,
            new AccessQuestions(new EstatePolicies(estate)).Ask(Caller.TryParse(Stranger)!, action, Report, []).Verdict
        );
    }

    [Theory]
    [InlineData("""{"bucketName":"data","x-amz-grant-read":["id=\"{other}\", id=\"{owner}\""]}""", Verdict.Yes)]
    [InlineData("""{"x-amz-grant-full-control":"id={other}"}""", Verdict.Yes)]
    [InlineData(
        """{"x-amz-grant-read":"uri=\"http://acs.amazonaws.com/groups/global/AuthenticatedUsers\""}""",
        Verdict.Yes
    )]
    [InlineData("""{"x-amz-grant-write":["id={other}"]}""", Verdict.No)]
    [InlineData("""{"x-amz-grant-read":"emailAddress=\"someone@example.com\""}""", Verdict.Unknown)]
    [InlineData("""{"bucketName":"data","acl":[""]}""", Verdict.Unknown)]
    public void Grants_in_headers_are_grants(string request, Verdict verdict) =>
        Assert.Equal(
            verdict,
            Whole(
                Stranger,
                "s3:ListBucket",
                Bucket,
                request
                    .Replace("{other}", OtherId, StringComparison.Ordinal)
                    .Replace("{owner}", OwnerId, StringComparison.Ordinal),
                UsesBuckets,
                OtherId,
                ignored: false
            )
        );

    private static string Grantee(string id) => $$"""{"Type":"CanonicalUser","ID":"{{id}}"}""";

    private static string Group(string name) =>
        $$"""{"Type":"Group","URI":"http://acs.amazonaws.com/groups/{{name}}"}""";

    private static string List(string grantee, string permission) =>
        $$"""{"Grantee":{{grantee}},"Permission":"{{permission}}"},""";

    private static Verdict Ask(
        string? caller,
        string action,
        string resource,
        string grants,
        string? own,
        string? otherId = OtherId,
        bool? ignored = false
    ) => Whole(caller, action, resource, $"[{grants.TrimEnd(',')}]", own, otherId, ignored);

    private static Verdict Whole(
        string? caller,
        string action,
        string resource,
        string acl,
        string? own,
        string? otherId,
        bool? ignored
    )
    {
        ResourcePolicy[] buckets =
        [
            new(Bucket, Account, null, true)
            {
                Granted = BucketAcl.Policy(Bucket, JsonElement.Parse(acl), OwnerId, ignored),
                IgnoresPublicLists = ignored == true,
                OwnerId = OwnerId,
            },
            new("arn:aws:s3:::elsewhere", Other, null, true) { OwnerId = otherId },
        ];
        return new AccessQuestions(
            new EstatePolicies(
                new Estate([Identity(caller ?? Alice, own)], resources: buckets, organization: Organization.None)
            )
        )
            .Ask(caller is null ? Caller.Anonymous : Caller.TryParse(caller)!, action, resource, [])
            .Verdict;
    }

    private static IamIdentity Identity(string arn, string? policy) =>
        new()
        {
            Kind = IdentityKind.User,
            Arn = arn,
            Account = Arn.TryParse(arn)!.Account,
            Name = arn.Split('/')[^1],
            Inline = policy is null ? [] : [new PolicyDocument("p", policy)],
        };
}
