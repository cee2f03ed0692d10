using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RecipePicks.Cases;
using RecipePicks.Engines;
using RecipePicks.Letters;
using RecipePicks.Reports;
using RecipePicks.Reports.Html;
using RecipePicks.Store;

namespace RecipePicks.Web;

/// <summary>Serves the page of a case to a browser on this machine, and to nobody else.</summary>
public sealed class PageHost : IAsyncDisposable
{
    private const int LongestBody = 4 * 1024 * 1024;
    private readonly WebApplication _app;
    private readonly ServeOptions _options;
    private readonly Entry _entry = new();
    private readonly CasePool _pool;
    private readonly News _news;
    private readonly Investigations _investigations;
    private readonly Queries _queries;
    private readonly PageBundle _bundle = PageBundle.Required;

    /// <summary>Makes a host; it listens from <see cref="Start"/> on.</summary>
    /// <param name="options">What is served.</param>
    /// <exception cref="CaseException">There is no case.</exception>
    /// <exception cref="NotSupportedException">This build has no page.</exception>
    public PageHost(ServeOptions options)
    {
        _options = options;
        _pool = new CasePool(Path.GetFullPath(options.CaseFolder));
        _pool.Open();
        _news = new News(_pool);
        _investigations = new Investigations(_pool, _news);
        _queries = new Queries(_pool, options);
        // What the page shows first is read while the host itself comes up.
        _ = Quietly(_investigations.Overview(CancellationToken.None));

        // Empty: no configuration is read, neither files nor environment say where to listen.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestBody;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        var gate = new Gate(_entry);
        _app.Use(next => context => gate.Pass(context, next));
        _app.Use(next => context => Answer(context, next));
        _app.UseRouting();
        Map(_app);
#pragma warning disable ASP0014 // an empty builder has no routing of its own
        _app.UseEndpoints(_ => { });
#pragma warning restore ASP0014
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="cancellation">Stops the start.</param>
    /// <returns>The address to open in a browser; it is good once.</returns>
    public async Task<string> Start(CancellationToken cancellation)
    {
        await _app.StartAsync(cancellation);
        _ = Quietly(_investigations.Log(CancellationToken.None));
        if (_options.Begin.Leads.Count > 0)
        {
            _ = Quietly(_investigations.Of(_options.Begin, CancellationToken.None));
        }

        return $"{_app.Urls.Single()}{Gate.Start}?token={_entry.Token}";
    }

    // What the page will ask for first; who asks is told how it failed.
    private static async Task Quietly(Task work) => await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Ends the host.</summary>
    public async ValueTask DisposeAsync()
    {
        _investigations.Dispose();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        await _pool.DisposeAsync();
    }

    private void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Gate.Start, Enter);
        routes.MapGet("/", context => Text(context, "text/html", PageShell.Html));
        routes.MapGet("/page.js", context => Text(context, "text/javascript", _bundle.Script));
        routes.MapGet("/page.css", context => Text(context, "text/css", _bundle.Style));
        routes.MapGet("/api/session", Session);
        routes.MapGet("/api/overview", Overview);
        routes.MapGet("/api/investigation", Investigation);
        routes.MapGet("/api/activity", Activity);
        routes.MapGet("/api/event", Event);
        routes.MapGet("/api/words", context => Json(context, PageData.WriteWords));
        routes.MapGet("/api/cheatsheet", Sheet);
        routes.MapGet("/api/progress", Progress);
        routes.MapGet("/api/story", context => Json(context, o => o.Write(Story.Read(_pool.Folder).ToJson())));
        routes.MapPost("/api/story", SaveStory);
        routes.MapPost("/api/story/markdown", StoryMarkdown);
        routes.MapPost("/api/sql", Sql);
    }

    private Task Enter(HttpContext context)
    {
        if (!_entry.Exchange(context.Request.Query["token"], context))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return context.Response.WriteAsync(
                "This address was used already, or is not the one that was printed. Start picks serve again."
            );
        }

        context.Response.Redirect("/");
        return Task.CompletedTask;
    }

    private Task Session(HttpContext context) =>
        Json(context, o => PageData.WriteSession(_pool.Folder, _options.Begin.Leads, o));

    private async Task Overview(HttpContext context)
    {
        var overview = await _investigations.Overview(context.RequestAborted);
        await Json(context, o => PageData.WriteOverview(overview, o));
    }

    private async Task Investigation(HttpContext context)
    {
        if (Asked.Investigation(context.Request.Query) is not { } request)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, "Give one to twenty leads.");
            return;
        }

        // What the command line said of its leads holds for these leads alone.
        var begin = _options.Begin;
        var whole =
            request.Leads.SequenceEqual(begin.Leads) && request is { As: null, Window: { From: null, To: null } };
        var page = await _investigations.Page(whole ? begin : request, context.RequestAborted);
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.BodyWriter.WriteAsync(page, context.RequestAborted);
    }

    private async Task Activity(HttpContext context)
    {
        var asked = Asked.Activity(context.Request.Query);
        if (context.Request.Query["who"] is ["chain"] && Asked.Investigation(context.Request.Query) is { } request)
        {
            asked = asked with { Who = Quotations.Who(await _investigations.Of(request, context.RequestAborted)) };
        }

        var log = await _investigations.Log(context.RequestAborted);
        await Json(context, o => PageData.WriteActivity(log.Count(asked), o));
    }

    private async Task Event(HttpContext context)
    {
        var id = context.Request.Query["id"].ToString();
        var records = await _pool.Use(opened => Quotations.Find(opened, id), context.RequestAborted);
        await Json(context, o => PageData.WriteRecords(records, o));
    }

    private Task Sheet(HttpContext context)
    {
        Lead[] leads =
        [
            .. context
                .Request.Query["lead"]
                .OfType<string>()
                .Select(l => LeadForm.Recognise(l) ?? new Lead(LeadKind.Resource, l)),
        ];
        return Json(context, o => PageData.WriteSheet(CheatSheet.For(leads), o));
    }

    private Task Progress(HttpContext context) =>
        TypedResults.ServerSentEvents(_news.Listen(context.RequestAborted)).ExecuteAsync(context);

    private async Task SaveStory(HttpContext context)
    {
        if (Story.Parse(await Body(context)) is not { } story)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, "This is no story.");
            return;
        }

        var saved = story.TrySave(_pool.Folder, out var now);
        await Json(context, o => o.Write($"{{\"saved\":{(saved ? "true" : "false")},\"story\":{now.ToJson()}}}"));
    }

    private async Task StoryMarkdown(HttpContext context)
    {
        if (Story.Parse(await Body(context)) is not { } story)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, "This is no story.");
            return;
        }

        using var text = new StringWriter();
        StoryReport.Write(story, text);
        await Json(context, o => PageData.WriteText(text.ToString(), o));
    }

    private async Task Sql(HttpContext context)
    {
        AskedQuery? query;
        try
        {
            query = JsonSerializer.Deserialize(await Body(context), QueryJson.Default.AskedQuery);
        }
        catch (JsonException)
        {
            query = null;
        }

        if (query?.Text is null)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, "This is no query.");
            return;
        }

        var rows = await _queries.Run(query, context.RequestAborted);
        await Json(context, o => o.Write(rows));
    }

    /// <summary>The one place where errors become answers.</summary>
    private static async Task Answer(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException)
        {
            context.Abort(); // nobody listens any more
        }
        catch (Exception e) when (e is EngineException or CaseException or IOException or JsonException)
        {
            if (!context.Response.HasStarted)
            {
                await Refuse(context, StatusCodes.Status422UnprocessableEntity, e.Message);
            }
        }
    }

    private static Task Refuse(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        return Text(context, "text/plain", why);
    }

    private static async Task<string> Body(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(context.RequestAborted);
    }

    private static Task Text(HttpContext context, string type, string text)
    {
        context.Response.ContentType = $"{type}; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static async Task Json(HttpContext context, Action<TextWriter> write)
    {
        using var output = new StringWriter();
        write(output);
        await Text(context, "application/json", output.ToString());
    }
}
