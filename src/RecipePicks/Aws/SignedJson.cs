using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;

namespace RecipePicks.Aws;

/// <summary>A service of AWS that speaks JSON 1.1.</summary>
/// <param name="Id">Its id as the SDKs spell it; names its variable: <c>CloudTrail</c>, <c>AWS_ENDPOINT_URL_CLOUDTRAIL</c>.</param>
/// <param name="SigningName">Its name in signatures and in its host: <c>cloudtrail</c>.</param>
/// <param name="Target">What stands before the operation in <c>X-Amz-Target</c>, without the point.</param>
public sealed record JsonService(string Id, string SigningName, string Target);

/// <summary>
/// Calls one service of AWS in one region: a POST of JSON, signed by the SDK's signer (Signature Version 4), repeated while it
/// is throttled or the connection drops. It follows no redirect.
/// </summary>
/// <remarks>Protocol: Smithy, "AWS JSON 1.1 protocol". The SDK's own clients for these services are not among our packages.</remarks>
public sealed class SignedJson : IDisposable
{
    private const long LargestAnswer = 256L << 20;
    private readonly AwsAccess _access;
    private readonly JsonService _service;
    private readonly ServiceConfig _config;
    private readonly HttpClient _http;

    /// <summary>A caller; any thread may call, many at once.</summary>
    /// <param name="access">Whose keys.</param>
    /// <param name="service">Which service.</param>
    /// <param name="region">Which region: <c>eu-west-1</c>.</param>
    public SignedJson(AwsAccess access, JsonService service, string region)
    {
        _access = access;
        _service = service;
        _config = new ServiceConfig(service, RegionEndpoint.GetBySystemName(region), access.Options.Profile);
        Endpoint = access.Options.Endpoint ?? _config.Address;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(20) };
        _http = new HttpClient(handler)
        {
            Timeout = TimeSpan.FromMinutes(2),
            MaxResponseContentBufferSize = LargestAnswer,
        };
    }

    /// <summary>Where requests go.</summary>
    public Uri Endpoint { get; }

    /// <summary>Requests sent, repetitions included.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    private long _requests;

    /// <summary>Calls an operation.</summary>
    /// <param name="operation">Its name: <c>LookupEvents</c>.</param>
    /// <param name="input">Its input.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Its output; dispose it.</returns>
    /// <exception cref="AwsException">It failed; the message names the operation, the service, the region and the reason.</exception>
    public async Task<JsonDocument> Call(string operation, JsonObject input, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(input, AwsJson.Default.JsonObject);
        for (var attempt = 1; ; attempt++)
        {
            AwsException failure;
            try
            {
                return await Once(operation, body, cancellation).ConfigureAwait(false);
            }
            catch (AwsException e) when (Backoff.IsTransient(e.Status, e.Code))
            {
                failure = e;
            }
            catch (Exception e)
                when (e is HttpRequestException or JsonException or TaskCanceledException
                    && !cancellation.IsCancellationRequested
                )
            {
                failure = Failed(operation, $"{Endpoint.Host}: {AwsAccess.Line(e)}", 0, null, e);
            }

            if (attempt >= _access.Options.Attempts)
            {
                throw failure;
            }

            await Task.Delay(Backoff.Pause(attempt, _access.Options), cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<JsonDocument> Once(string operation, byte[] body, CancellationToken cancellation)
    {
        using var request = await Signed(operation, body, cancellation).ConfigureAwait(false);
        Interlocked.Increment(ref _requests);
        using var response = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
        var answer = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return JsonDocument.Parse(answer);
        }

        var status = (int)response.StatusCode;
        if (response.Headers.Location is { } elsewhere)
        {
            throw Failed(
                operation,
                $"the answer is a redirect to {elsewhere}, which is not followed",
                status,
                null,
                null
            );
        }

        var (code, message) = Error(response.Headers, answer);
        throw Failed(
            operation,
            $"{code ?? $"HTTP {status}"}{(message is null ? "" : $": {message}")}",
            status,
            code,
            null
        );
    }

    private async Task<HttpRequestMessage> Signed(string operation, byte[] body, CancellationToken cancellation)
    {
        var signing = new DefaultRequest(new AnyRequest(), _service.Id)
        {
            HttpMethod = "POST",
            Endpoint = Endpoint,
            ResourcePath = "",
            Content = body,
            OverrideSigningServiceName = _service.SigningName,
        };
        signing.Headers["Content-Type"] = "application/x-amz-json-1.1";
        signing.Headers["X-Amz-Target"] = $"{_service.Target}.{operation}";
        if (!_access.Options.Unsigned)
        {
            var keys = await _access.Keys(cancellation).ConfigureAwait(false);
            if (keys.UseToken)
            {
                signing.Headers["X-Amz-Security-Token"] = keys.Token;
            }

            var signature = new AWS4Signer().SignRequest(
                signing,
                _config,
                new RequestMetrics(),
                keys.AccessKey,
                keys.SecretKey
            );
            signing.Headers["Authorization"] = signature.ForAuthorizationHeader;
        }

        var request = new HttpRequestMessage(HttpMethod.Post, Endpoint)
        {
            Content = new ByteArrayContent(body),
            Version = HttpVersion.Version11,
        };
        foreach (var (name, value) in signing.Headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        request.Headers.TryAddWithoutValidation("User-Agent", _config.UserAgent);
        return request;
    }

    /// <summary>The code stands in a header or in <c>__type</c>, with a namespace before it or an address behind.</summary>
    private static (string? Code, string? Message) Error(HttpResponseHeaders headers, byte[] answer)
    {
        var code = headers.TryGetValues("x-amzn-errortype", out var types) ? types.First() : null;
        string? message = null;
        try
        {
            using var parsed = JsonDocument.Parse(answer);
            code ??= Text(parsed.RootElement, "__type") ?? Text(parsed.RootElement, "code");
            message = Text(parsed.RootElement, "message") ?? Text(parsed.RootElement, "Message");
        }
        catch (JsonException)
        {
            // A proxy's page: the status says enough.
        }

        return (code?.Split(':')[0].Split('#')[^1], message);
    }

    private static string? Text(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty(name, out var member)
        && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    private AwsException Failed(string operation, string reason, int status, string? code, Exception? inner) =>
        new($"{_service.SigningName}:{operation} in {_config.RegionEndpoint.SystemName} failed: {reason}", inner)
        {
            Code = code,
            Status = status,
        };

    /// <summary>The SDK's signer asks for a request of some kind.</summary>
    private sealed class AnyRequest : AmazonWebServiceRequest;
}
