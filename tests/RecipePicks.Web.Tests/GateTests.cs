using System.Net;
using System.Text;

namespace RecipePicks.Web.Tests;

/// <summary>Who is let in, and who is not.</summary>
public sealed class GateTests(IncidentFixture incident)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/page.js")]
    [InlineData("/api/session")]
    [InlineData("/api/investigation?lead=x")]
    [InlineData("/api/overview")]
    [InlineData("/api/progress")]
    [InlineData("/no/such/path")]
    public async Task Without_the_token_there_is_nothing(string path)
    {
        await using var served = await Served.Start(incident.Case, enter: false);
        using var stranger = served.Client();
        using var answer = await stranger.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_token_is_good_once_and_its_cookie_is_for_this_page_alone()
    {
        await using var served = await Served.Start(incident.Case, enter: false);
        using var first = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var second = served.Client();
        using var entered = await first.GetAsync(served.Entry, TestContext.Current.CancellationToken);
        using var again = await second.GetAsync(served.Entry, TestContext.Current.CancellationToken);
        var cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"));

        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        Assert.Equal("/", entered.Headers.Location?.ToString());
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    public async Task A_foreign_host_is_refused(string host)
    {
        await using var served = await Served.Start(incident.Case);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(served.Root, "/api/session"));
        request.Headers.Host = host;
        using var answer = await served.Browser.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_request_of_another_page_is_refused(string header, string value)
    {
        await using var served = await Served.Start(incident.Case);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(served.Root, "/api/session"));
        request.Headers.Add(header, value);
        using var answer = await served.Browser.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_post_that_does_not_say_where_it_comes_from_is_refused()
    {
        await using var served = await Served.Start(incident.Case);
        using var body = new StringContent("{\"text\":\"SELECT 1\"}", Encoding.UTF8, "application/json");
        using var answer = await served.Browser.PostAsync("/api/sql", body, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Every_answer_carries_the_policy()
    {
        await using var served = await Served.Start(incident.Case);
        foreach (var path in new[] { "/", "/page.js", "/page.css", "/api/session", "/no/such/path" })
        {
            using var answer = await served.Browser.GetAsync(path, TestContext.Current.CancellationToken);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));

            Assert.StartsWith("default-src 'none'", policy);
            Assert.DoesNotContain("unsafe", policy);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        }
    }

    [Fact]
    public async Task It_listens_on_the_loopback_address_alone()
    {
        await using var served = await Served.Start(incident.Case, enter: false);

        Assert.Equal("127.0.0.1", served.Root.Host);
        Assert.NotEqual(0, served.Root.Port);
    }
}
