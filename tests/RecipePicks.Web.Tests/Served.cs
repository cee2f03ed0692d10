using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using RecipePicks.Cases;

namespace RecipePicks.Web.Tests;

/// <summary>A host over a case, and a client that came in with its token.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly PageHost _host;

    private Served(PageHost host, Uri entry)
    {
        _host = host;
        Entry = entry;
        Root = new Uri(entry.GetLeftPart(UriPartial.Authority));
        Browser = Client(new CookieContainer());
    }

    /// <summary>The address that was printed.</summary>
    public Uri Entry { get; }

    /// <summary>Where the page is.</summary>
    public Uri Root { get; }

    /// <summary>Who came in.</summary>
    public HttpClient Browser { get; }

    public static async Task<Served> Start(
        string folder,
        Func<ServeOptions, ServeOptions>? with = null,
        bool enter = true
    )
    {
        var options = new ServeOptions
        {
            CaseFolder = folder,
            Begin = new InvestigationRequest { Leads = [IncidentFixture.Key] },
        };
        var host = new PageHost(with?.Invoke(options) ?? options);
        var served = new Served(host, new Uri(await host.Start(TestContext.Current.CancellationToken)));
        if (enter)
        {
            using var entered = await served.Browser.GetAsync(served.Entry);
            Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
        }

        return served;
    }

    /// <summary>Somebody else.</summary>
    public HttpClient Client(CookieContainer? cookies = null) =>
        new(new HttpClientHandler { CookieContainer = cookies ?? new CookieContainer() }) { BaseAddress = Root };

    public async Task<JsonElement> Get(string path)
    {
        using var answer = await Browser.GetAsync(new Uri(Root, path));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Json(answer);
    }

    public async Task<HttpResponseMessage> Post(string path, object body, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Root, path))
        {
            Content = new StringContent(
                JsonSerializer.Serialize(body),
                Encoding.UTF8,
                new MediaTypeHeaderValue("application/json")
            ),
        };
        request.Headers.Add("Origin", Root.GetLeftPart(UriPartial.Authority));
        return await Browser.SendAsync(request, cancellation);
    }

    public Task<HttpResponseMessage> Sql(string text, CancellationToken cancellation = default) =>
        Post("/api/sql", new { text, lenient = false }, cancellation);

    public static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await _host.DisposeAsync();
    }
}
