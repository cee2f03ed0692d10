namespace RecipePicks.Tests.Letters;

// Access control lists of buckets and objects, as calls give them.
public sealed partial class PublicTests
{
    [Theory]
    [InlineData("PutObject", """{"bucketName":"shop-data","key":"a/b.txt","x-amz-acl":["public-read"]}""", "PUBLIC")]
    [InlineData(
        "PutObjectAcl",
        """{"bucketName":"shop-data","key":"a/b.txt","x-amz-acl":["authenticated-read"],"acl":[""]}""",
        "PUBLIC-AUTH"
    )]
    [InlineData("PutObjectAcl", """{"bucketName":"shop-data","key":"a/b.txt","acl":[""]}""", "UNKNOWN")]
    public void An_object_s_ACL_is_its_bucket_s_affair_too(string name, string request, string verdict)
    {
        using var evidence = new SmallCase(Call(1, name, request, "s3.amazonaws.com"));
        Assert.Equal(verdict, Assert.Single(Rows(evidence, "shop-data"))[1]);
        Assert.Equal(verdict, Assert.Single(Rows(evidence, "arn:aws:s3:::shop-data/a/b.txt"))[1]);
    }

    [Theory]
    [InlineData("CreateBucket", """ "x-amz-acl":["public-read"] """, "PUBLIC", "everyone")]
    [InlineData(
        "CreateBucket",
        """ "x-amz-grant-read":["uri=\"http://acs.amazonaws.com/groups/global/AuthenticatedUsers\""] """,
        "PUBLIC-AUTH",
        "everyone with an AWS account"
    )]
    [InlineData(
        "PutBucketAcl",
        """ "acl":[""],"accessControlList":{"x-amz-grant-write":"uri=\"http://acs.amazonaws.com/groups/global/AllUsers\""} """,
        "PUBLIC",
        "everyone"
    )]
    [InlineData(
        "PutObject",
        """ "key":"a/b.txt","x-amz-grant-read":"uri=\"http://acs.amazonaws.com/groups/global/AllUsers\"" """,
        "PUBLIC",
        "everyone"
    )]
    [InlineData(
        "PutObjectAcl",
        """ "key":"a/b.txt","AccessControlPolicy":{"Owner":{"ID":"79a5"},"AccessControlList":{"Grant":[{"Grantee":{"ID":"79a5"},"Permission":"FULL_CONTROL"},{"Grantee":{"ID":"b1c2"},"Permission":"READ"}]}} """,
        "EXTERNAL",
        "canonical user b1c2"
    )]
    public void An_ACL_is_told_however_a_call_gives_it(string name, string more, string verdict, string to)
    {
        using var evidence = new SmallCase(
            Call(1, name, $$"""{"bucketName":"shop-data",{{more}}}""", "s3.amazonaws.com")
        );
        var row = Assert.Single(Rows(evidence, "shop-data"));
        Assert.Equal((verdict, to), ((string)row[1]!, (string?)row[6]));
    }
}
