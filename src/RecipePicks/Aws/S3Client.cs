using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using Amazon.S3.Internal;

namespace RecipePicks.Aws;

/// <summary>The SDK's client of S3, which goes nowhere but to AWS or to the endpoint that was configured.</summary>
internal sealed class S3Client : AmazonS3Client
{
    private S3Client(AWSCredentials credentials, AmazonS3Config config)
        : base(credentials, config) { }

    /// <summary>A client; any thread may use it.</summary>
    /// <param name="access">Whose credentials, and where.</param>
    /// <exception cref="AwsException">There are no credentials.</exception>
    public static S3Client Of(AwsAccess access)
    {
        var options = access.Options;
        var region = access.Region ?? "us-east-1"; // a bucket elsewhere is found by the region that S3 then names
        var config = new AmazonS3Config
        {
            Profile = options.Profile is { } profile ? new Profile(profile) : null,
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            AllowAutoRedirect = false,
            // One repetition lets the SDK learn a bucket's region or the clock's skew; the rest is Backoff's.
            MaxErrorRetry = 1,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            Timeout = TimeSpan.FromMinutes(2),
            MaxConnectionsPerServer = 64,
        };
        if ((options.Endpoint?.AbsoluteUri ?? config.ServiceURL) is { } endpoint)
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = region;
            config.ForcePathStyle = true; // its host has no name a bucket
        }

        return new S3Client(access.Credentials, config);
    }

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.ReplaceHandler<AmazonS3RedirectHandler>(new NearRedirects());
    }

    /// <summary>S3 sends the requests for a new bucket to its region for a while; other hosts are not gone to.</summary>
    private sealed class NearRedirects : AmazonS3RedirectHandler
    {
        protected override void FinalizeForRedirect(IExecutionContext executionContext, string redirectedLocation)
        {
            var from = executionContext.RequestContext.Request.Endpoint.Host;
            var to = Uri.TryCreate(redirectedLocation, UriKind.Absolute, out var there) ? there.Host : from;
            if (!IsNear(from, to))
            {
                throw new AmazonClientException($"the answer is a redirect to {to}, which is not followed");
            }

            base.FinalizeForRedirect(executionContext, redirectedLocation);
        }

        private static bool IsNear(string from, string to) =>
            from == to
            || ((string[])[".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu"]).Any(aws =>
                from.EndsWith(aws, StringComparison.Ordinal) && to.EndsWith(aws, StringComparison.Ordinal)
            );
    }
}
