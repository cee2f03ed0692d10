using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;

namespace RecipePicks.Samples;

/// <summary>S3's records: extra data on every call, objects as data events, KMS behind them.</summary>
internal static class S3
{
    public static Call ListBuckets(Dice dice) =>
        new("s3", "ListBuckets")
        {
            Request = Obj(("Host", $"s3.{World.Virginia}.amazonaws.com")),
            Additional = Extra(dice, dice.Between(900, 1400)),
            Host = $"s3.{World.Virginia}.amazonaws.com",
        };

    /// <summary>A question about the bucket itself; S3 puts the sub-resource into the request as an empty member.</summary>
    public static Call OfBucket(string name, string bucket, string account, string subresource, Dice dice)
    {
        var host = HostOf(bucket);
        return new("s3", name)
        {
            Request = Obj(("bucketName", bucket), ("Host", host), (subresource, "")),
            Additional = Extra(dice, dice.Between(250, 900)),
            Resources = Arr(BucketResource(bucket, account)),
            Host = host,
        };
    }

    public static Call PutBucketPolicy(string bucket, string account, JsonNode policy, Dice dice)
    {
        var call = OfBucket("PutBucketPolicy", bucket, account, "policy", dice);
        return call with
        {
            Request = Obj(("bucketPolicy", policy), ("bucketName", bucket), ("Host", call.Host), ("policy", "")),
        };
    }

    public static Call ListObjects(string bucket, string account, string prefix, Dice dice, bool dual = false)
    {
        var host = HostOf(bucket, dual);
        return new("s3", "ListObjects")
        {
            Request = Obj(
                ("list-type", "2"),
                ("bucketName", bucket),
                ("encoding-type", "url"),
                ("prefix", prefix),
                ("Host", host)
            ),
            Additional = Extra(dice, dice.Between(2000, 40000)),
            Resources = Arr(
                Obj(("type", "AWS::S3::Object"), ("ARNPrefix", $"arn:aws:s3:::{bucket}/")),
                BucketResource(bucket, account)
            ),
            IsData = true,
            Host = host,
        };
    }

    public static Call OfObject(string name, string bucket, string account, string key, Dice dice, bool dual = false)
    {
        var host = HostOf(bucket, dual);
        var bytes = dice.Between(4_000, 9_000_000);
        var read = name == "GetObject";
        return new("s3", name)
        {
            Request = Obj(("bucketName", bucket), ("Host", host), ("key", key)),
            Response = read
                ? null
                : Obj(
                    ("x-amz-server-side-encryption", "aws:kms"),
                    ("x-amz-server-side-encryption-aws-kms-key-id", World.DataKeyArn)
                ),
            Additional = Extra(dice, read ? bytes : 0, read ? 0 : bytes),
            Resources = Arr(
                Obj(("type", "AWS::S3::Object"), ("ARN", $"arn:aws:s3:::{bucket}/{key}")),
                BucketResource(bucket, account)
            ),
            IsData = true,
            Host = host,
        };
    }

    /// <summary>What S3 asks of KMS for an encrypted object. It mentions the bucket, but is no call on it.</summary>
    public static Call Decrypt(string bucket) =>
        new("kms", "Decrypt")
        {
            Request = Obj(
                ("encryptionContext", Obj(("aws:s3:arn", "arn:aws:s3:::" + bucket))),
                ("encryptionAlgorithm", "SYMMETRIC_DEFAULT")
            ),
            Resources = KeyResource,
        };

    public static JsonArray KeyResource =>
        Arr(Obj(("accountId", World.Production), ("type", "AWS::KMS::Key"), ("ARN", World.DataKeyArn)));

    private static JsonObject BucketResource(string bucket, string account) =>
        Obj(("accountId", account), ("type", "AWS::S3::Bucket"), ("ARN", "arn:aws:s3:::" + bucket));

    private static string HostOf(string bucket, bool dual = false) =>
        $"{bucket}.s3.{(dual ? "dualstack." : "")}{World.Virginia}.amazonaws.com";

    private static JsonObject Extra(Dice dice, int bytesOut, int bytesIn = 0) =>
        Obj(
            ("SignatureVersion", "SigV4"),
            ("CipherSuite", "TLS_AES_128_GCM_SHA256"),
            ("bytesTransferredIn", bytesIn),
            ("AuthenticationMethod", "AuthHeader"),
            ("x-amz-id-2", dice.Alphanumeric(75) + "="),
            ("bytesTransferredOut", bytesOut)
        );
}
