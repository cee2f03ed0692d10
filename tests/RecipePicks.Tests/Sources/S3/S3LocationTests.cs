using RecipePicks.Sources.S3;

namespace RecipePicks.Tests.Sources.S3;

public sealed class S3LocationTests
{
    [Theory]
    [InlineData("s3://b", "b", "")]
    [InlineData("S3://b/", "b", "")]
    [InlineData("s3://b/p/q", "b", "p/q")]
    [InlineData(
        "s3://arn:aws:s3:eu-west-1:111122223333:accesspoint/logs/p/",
        "arn:aws:s3:eu-west-1:111122223333:accesspoint/logs",
        "p/"
    )]
    public void A_place_is_read(string path, string bucket, string prefix) =>
        Assert.Equal(new S3Location(bucket, prefix), S3Location.Parse(path));

    [Theory]
    [InlineData("s3://")]
    [InlineData("s3:///x")]
    [InlineData("./s3")]
    public void What_names_no_bucket_is_none(string path) => Assert.Null(S3Location.Parse(path));
}
