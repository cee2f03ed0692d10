using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace RecipePicks.Aws;

/// <summary>Whose credentials they are.</summary>
internal static class CallerAccount
{
    /// <summary>The account of the credentials; no permission is needed to ask.</summary>
    /// <param name="access">The credentials.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="AwsException">They are not valid, or nobody answers.</exception>
    public static async Task<string> Of(AwsAccess access, CancellationToken cancellation)
    {
        var region = access.Region ?? "us-east-1";
        var config = new AmazonSecurityTokenServiceConfig
        {
            Profile = access.Options.Profile is { } profile ? new Profile(profile) : null,
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            AllowAutoRedirect = false,
        };
        if ((access.Options.Endpoint?.AbsoluteUri ?? config.ServiceURL) is { } endpoint)
        {
            (config.ServiceURL, config.AuthenticationRegion) = (endpoint, region);
        }

        try
        {
            using var client = new AmazonSecurityTokenServiceClient(access.Credentials, config);
            var identity = await client
                .GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellation)
                .ConfigureAwait(false);
            return identity.Account;
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException or HttpRequestException)
        {
            throw new AwsException($"sts:GetCallerIdentity in {region} failed: {AwsAccess.Line(e)}", e)
            {
                Code = (e as AmazonServiceException)?.ErrorCode,
            };
        }
    }
}
