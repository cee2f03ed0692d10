using Microsoft.Playwright;
using RecipePicks.Web.Tests;

[assembly: AssemblyFixture(typeof(Browser))]

namespace RecipePicks.Web.Tests;

/// <summary>The machine's own Chromium, without a window and without a profile. Where there is none the test is skipped by name.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] s_names =
    [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = program,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a visit: a fresh profile, watched.</summary>
    internal async Task<Visit> Open(int width = 1280, ColorScheme colours = ColorScheme.Light)
    {
        Assert.SkipWhen(_browser is null, "there is no Chromium on this machine (Debian: apt-get install chromium)");
        var context = await _browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
                ColorScheme = colours,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        context.SetDefaultTimeout(60_000);
        return new Visit(context, await context.NewPageAsync());
    }

    private static string? Find() =>
        Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } given
            ? given
            : s_names
                .SelectMany(name =>
                    (Environment.GetEnvironmentVariable("PATH") ?? "")
                        .Split(Path.PathSeparator)
                        .Select(folder => Path.Combine(folder, name))
                )
                .FirstOrDefault(File.Exists);
}

/// <summary>A page that is looked at, with all that it asked for and all that it complained of.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public Visit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        Watch(page);
        context.Page += (_, other) => Watch(other);
    }

    public IPage Page { get; }

    /// <summary>Addresses that were asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Errors on the console, uncaught exceptions, dialogs.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Another tab of the same browser.</summary>
    public Task<IPage> Tab() => _context.NewPageAsync();

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Watch(IPage page)
    {
        page.Request += (_, request) => Requests.Add(request.Url);
        page.PageError += (_, error) => Complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
        page.Dialog += (_, dialog) =>
        {
            Complaints.Add($"a dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }
}
