using System.Net;
using Microsoft.AspNetCore.Http;

namespace RecipePicks.Web;

/// <summary>Stands before everything: what is not from this machine's own page is refused before anything is read.</summary>
/// <param name="entry">Who may come in.</param>
internal sealed class Gate(Entry entry)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The path at which the token is taken.</summary>
    public const string Start = "/start";

    /// <summary>Lets a request through or refuses it.</summary>
    public async Task Pass(HttpContext context, RequestDelegate next)
    {
        Headers(context.Response.Headers);
        var (status, why) = Refusal(context);
        if (status == 0)
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(why, context.RequestAborted);
    }

    private (int Status, string Why) Refusal(HttpContext context)
    {
        var request = context.Request;
        if (context.Connection.RemoteIpAddress is { } from && !IPAddress.IsLoopback(from))
        {
            return (StatusCodes.Status403Forbidden, "This page is for this machine alone.");
        }

        // A name that somebody else's DNS points here is not ours: rebinding ends at this line.
        if (!IsOwnHost(request.Host, context.Connection.LocalPort))
        {
            return (StatusCodes.Status421MisdirectedRequest, "This host is not served here.");
        }

        if (request.Headers.Origin is [{ } origin] && origin != $"http://{request.Host}")
        {
            return (StatusCodes.Status403Forbidden, "Requests of other pages are refused.");
        }

        if (request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none"))
        {
            return (StatusCodes.Status403Forbidden, "Requests of other pages are refused.");
        }

        if (HttpMethods.IsPost(request.Method) && (request.Headers.Origin.Count == 0 || !request.HasJsonContentType()))
        {
            return (StatusCodes.Status403Forbidden, "Only the page itself may send this.");
        }

        return request.Path == Start || entry.Knows(context)
            ? (0, "")
            : (StatusCodes.Status401Unauthorized, "Open the address that picks serve printed.");
    }

    private static bool IsOwnHost(HostString host, int port) =>
        host.Host is "127.0.0.1" or "localhost" or "[::1]" && (port == 0 || host.Port == port);

    private static void Headers(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
