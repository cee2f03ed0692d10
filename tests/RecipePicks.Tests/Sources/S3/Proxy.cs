using System.Collections.Concurrent;
using System.Net;
using System.Web;
using Amazon.Runtime;

namespace RecipePicks.Tests.Sources.S3;

/// <summary>What a request asks of S3.</summary>
/// <param name="Key">The key, unescaped; of a listing its prefix.</param>
/// <param name="IsListing">Whether it lists.</param>
/// <param name="Delimiter">The listing's delimiter.</param>
/// <param name="Range">The bytes that are asked for.</param>
/// <param name="Payer">Who pays.</param>
internal sealed record Asked(string Key, bool IsListing, string? Delimiter, string? Range, string? Payer);

/// <summary>How a request is to go wrong.</summary>
/// <param name="Status">The status to answer, 0 for the real answer.</param>
/// <param name="Code">The error's code.</param>
/// <param name="CutAfter">After how many bytes of the body the connection is to drop.</param>
/// <param name="Location">Where to send the caller.</param>
internal sealed record Trouble(int Status = 0, string Code = "", int? CutAfter = null, string? Location = null);

/// <summary>Stands before an S3: writes down what is asked, and makes trouble.</summary>
internal sealed class Proxy : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly LocalHttp _server;
    private readonly Uri _behind;
    private readonly string _bucket;

    public Proxy(S3Server behind, string bucket)
    {
        (_behind, _bucket, Credentials) = (behind.Address, bucket, behind.Credentials);
        _server = new LocalHttp(Answer);
    }

    public Uri Address => _server.Address;

    public AWSCredentials Credentials { get; }

    /// <summary>Decides what goes wrong; null for nothing.</summary>
    public Func<Asked, Trouble?> Trouble { get; set; } = _ => null;

    public ConcurrentQueue<Asked> Requests { get; } = [];

    public IEnumerable<string> Listed => Requests.Where(r => r.IsListing).Select(r => r.Key).Distinct();

    public IEnumerable<string> Got => Requests.Where(r => !r.IsListing).Select(r => r.Key);

    public void Dispose()
    {
        _server.Dispose();
        _http.Dispose();
    }

    private async Task Answer(HttpListenerContext context)
    {
        var asked = Read(context.Request);
        Requests.Enqueue(asked);
        var trouble = Trouble(asked);
        if (trouble is { Status: > 0 })
        {
            if (trouble.Location is { } location)
            {
                context.Response.AddHeader("Location", location);
            }

            var error = $"<Error><Code>{trouble.Code}</Code><Message>It is so.</Message></Error>";
            await LocalHttp.Write(context, trouble.Status, "application/xml", Logs.Utf8(error));
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_behind, context.Request.RawUrl));
        foreach (var name in context.Request.Headers.AllKeys.OfType<string>())
        {
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name]);
        }

        using var response = await _http.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        foreach (
            var header in response.Headers.Where(h => h.Key is "ETag" or "Accept-Ranges" || h.Key.StartsWith("x-amz"))
        )
        {
            context.Response.AddHeader(header.Key, string.Join(",", header.Value));
        }

        if (response.Content.Headers.ContentRange is { } range)
        {
            context.Response.AddHeader("Content-Range", range.ToString());
        }

        if (trouble?.CutAfter is { } cut && cut < body.Length)
        {
            context.Response.StatusCode = (int)response.StatusCode;
            context.Response.ContentLength64 = body.Length;
            await context.Response.OutputStream.WriteAsync(body.AsMemory(0, cut));
            await context.Response.OutputStream.FlushAsync();
            context.Response.Abort();
            return;
        }

        var type = response.Content.Headers.ContentType?.ToString() ?? "application/octet-stream";
        await LocalHttp.Write(context, (int)response.StatusCode, type, body);
    }

    private Asked Read(HttpListenerRequest request)
    {
        var query = HttpUtility.ParseQueryString(request.Url!.Query);
        var isListing = query["list-type"] is not null;
        var path = Uri.UnescapeDataString(request.RawUrl!.Split('?')[0]);
        var key = isListing
            ? query["prefix"] ?? ""
            : path[(path.IndexOf(_bucket, StringComparison.Ordinal) + _bucket.Length + 1)..];
        return new(
            key,
            isListing,
            query["delimiter"],
            request.Headers["Range"],
            request.Headers["x-amz-request-payer"]
        );
    }
}
