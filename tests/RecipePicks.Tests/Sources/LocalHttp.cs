using System.Net;
using System.Net.Sockets;

namespace RecipePicks.Tests.Sources;

/// <summary>A web server on this machine that does what a test says.</summary>
internal sealed class LocalHttp : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<HttpListenerContext, Task> _answer;

    public LocalHttp(Func<HttpListenerContext, Task> answer)
    {
        _answer = answer;
        Port = FreePort();
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _ = Task.Run(Serve);
    }

    public int Port { get; }

    /// <summary>What went wrong in the test's own answer.</summary>
    public Exception? Failure { get; private set; }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static async Task Write(HttpListenerContext context, int status, string type, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength64 = body.Length;
        await context.Response.OutputStream.WriteAsync(body);
        context.Response.Close();
    }

    public void Dispose()
    {
        _listener.Close();
        Assert.Null(Failure);
    }

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => Answer(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Answer(HttpListenerContext context)
    {
        try
        {
            await _answer(context);
        }
#pragma warning disable CA1031 // whatever goes wrong here, the caller must not wait for it
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failure ??= e is IOException or HttpListenerException or ObjectDisposedException ? null : e;
            context.Response.Abort();
        }
    }
}
