using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace RecipePicks.Aws;

/// <summary>
/// Credentials and regions as every AWS tool takes them: options, environment, profiles (roles to assume, SSO, processes),
/// web identity, containers, the instance. Found by the SDK, once, when first needed; refreshed by it before they expire.
/// </summary>
/// <param name="options">What was asked for.</param>
public sealed class AwsAccess(AwsOptions options)
{
    private readonly Lazy<AWSCredentials> _credentials = new(() => Find(options));

    /// <summary>What was asked for.</summary>
    public AwsOptions Options => options;

    /// <summary>The credentials.</summary>
    /// <exception cref="AwsException">There are none.</exception>
    public AWSCredentials Credentials => _credentials.Value;

    /// <summary>The region that was given or is configured; null when none is.</summary>
    public string? Region =>
        options.Region
        ?? Named("AWS_REGION")
        ?? Named("AWS_DEFAULT_REGION")
        ?? ProfileRegion()
        ?? FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false)?.SystemName;

    /// <summary>Keys for one request.</summary>
    /// <param name="cancellation">Stops waiting for them.</param>
    /// <exception cref="AwsException">There are none, or they cannot be renewed.</exception>
    public async Task<ImmutableCredentials> Keys(CancellationToken cancellation)
    {
        try
        {
            return await Credentials.GetCredentialsAsync().WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException)
        {
            throw new AwsException($"the AWS credentials cannot be had: {Line(e)}", e) { Code = Code(e) };
        }
    }

    /// <summary>The first line of an SDK's message, which runs over several.</summary>
    internal static string Line(Exception e) => e.Message.Split('\n')[0].Trim();

    private static string? Code(Exception e) => (e as AmazonServiceException)?.ErrorCode;

    private string? ProfileRegion() =>
        new CredentialProfileStoreChain().TryGetProfile(
            options.Profile ?? Named("AWS_PROFILE") ?? "default",
            out var profile
        )
            ? profile.Region?.SystemName
            : null;

    private static string? Named(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    private static AWSCredentials Find(AwsOptions options)
    {
        if (options.Credentials is { } given)
        {
            return given;
        }

        if (options.Unsigned)
        {
            return new AnonymousAWSCredentials();
        }

        try
        {
            if (options.Profile is { } name)
            {
                return new CredentialProfileStoreChain().TryGetAWSCredentials(name, out var credentials)
                    ? credentials
                    : throw new AwsException($"there is no profile {name} with credentials in ~/.aws");
            }

            return DefaultAWSCredentialsIdentityResolver.GetCredentials(null);
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException)
        {
            throw new AwsException(
                "no AWS credentials were found; give --profile, set AWS_PROFILE or AWS_ACCESS_KEY_ID and "
                    + $"AWS_SECRET_ACCESS_KEY, or sign in: {Line(e)}",
                e
            );
        }
    }
}
