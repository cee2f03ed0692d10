using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using RecipePicks.Aws;
using static System.FormattableString;

namespace RecipePicks.Athena;

/// <summary>How many bytes lie in partitions: what a query over them will scan, as text files are read whole.</summary>
/// <param name="access">Whose keys, and where.</param>
internal sealed class LakeSizes(AwsAccess access)
{
    /// <summary>How many prefixes are listed at most: each takes a call, and more for a thousand files.</summary>
    public const int MostPrefixes = 2000;

    private const int AtOnce = 16;

    /// <summary>Adds up the files under prefixes.</summary>
    /// <param name="prefixes">URLs of S3.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Bytes and how they were told; without bytes, why they were not.</returns>
    public (long? Bytes, string Says) Of(IReadOnlyList<string> prefixes, CancellationToken cancellation)
    {
        var (bytes, files) = (0L, 0L);
        try
        {
            using var s3 = S3Client.Of(access);
            Parallel.ForEach(
                prefixes,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
                prefix =>
                {
                    foreach (var size in Sizes(s3, new Uri(prefix), cancellation))
                    {
                        Interlocked.Add(ref bytes, size);
                        Interlocked.Increment(ref files);
                    }
                }
            );
            return (bytes, Invariant($"{files:N0} files lie under {prefixes.Count:N0} prefixes in S3"));
        }
        catch (AggregateException e)
            when (e.Flatten().InnerExceptions is [AmazonServiceException or AmazonClientException or AwsException, ..])
        {
            cancellation.ThrowIfCancellationRequested();
            return (null, $"S3 does not list the partitions: {AwsAccess.Line(e.Flatten().InnerExceptions[0])}");
        }
        catch (AwsException e)
        {
            return (null, $"S3 does not list the partitions: {AwsAccess.Line(e)}");
        }
    }

    private static IEnumerable<long> Sizes(S3Client s3, Uri prefix, CancellationToken cancellation)
    {
        var request = new ListObjectsV2Request
        {
            BucketName = prefix.Host,
            Prefix = Uri.UnescapeDataString(prefix.AbsolutePath.TrimStart('/')),
        };
        ListObjectsV2Response page;
        do
        {
            page = s3.ListObjectsV2Async(request, cancellation).GetAwaiter().GetResult();
            foreach (var file in page.S3Objects ?? [])
            {
                yield return file.Size ?? 0;
            }

            request.ContinuationToken = page.NextContinuationToken;
        } while (page.IsTruncated == true);
    }
}
