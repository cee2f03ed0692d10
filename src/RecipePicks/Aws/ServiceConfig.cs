using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace RecipePicks.Aws;

/// <summary>
/// What the SDK must know of a service for which it has no client here: by its id it finds a configured endpoint
/// (<c>AWS_ENDPOINT_URL_CLOUDTRAIL</c>, a profile's <c>services</c>).
/// </summary>
internal sealed class ServiceConfig : ClientConfig
{
    private readonly string _signingName;

    public ServiceConfig(JsonService service, RegionEndpoint region, string? profile)
        : base(new NoDefaults())
    {
        _signingName = service.SigningName;
        Profile = profile is null ? null : new Profile(profile);
        ServiceId = service.Id;
        AuthenticationServiceName = service.SigningName;
        AuthenticationRegion = region.SystemName;
        RegionEndpoint = region;
    }

    public override string ServiceVersion => "";

    public override string UserAgent => $"picks/{Product.Version}";

    public override string RegionEndpointServiceName => _signingName;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        new(ServiceURL ?? Regional);

    /// <summary>Where to send requests: what is configured, else the region's own.</summary>
    public Uri Address => new(ServiceURL ?? Regional);

    private string Regional =>
        $"https://{_signingName}.{RegionEndpoint.SystemName}.{RegionEndpoint.PartitionDnsSuffix}/";

    /// <summary>Time-outs and retries are <see cref="SignedJson"/>'s own.</summary>
    private sealed class NoDefaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(
            RegionEndpoint clientRegion,
            DefaultConfigurationMode? requestedConfigurationMode = null
        ) => new DefaultConfiguration();
    }
}
