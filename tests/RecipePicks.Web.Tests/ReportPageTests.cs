using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace RecipePicks.Web.Tests;

/// <summary>The report in a browser: opened from the disk, with nothing else to ask.</summary>
public sealed class ReportPageTests(IncidentFixture incident, Browser browser)
{
    public static TheoryData<string> Views { get; } =
    [
        "board",
        "timeline",
        "story",
        "coverage",
        "resource",
        "events",
        "changes",
        "identity",
        "permissions",
        "entitlements",
        "public",
        "ip",
        "caller",
        "track",
        "forensics",
    ];

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Every_view_is_accessible_in_light_and_dark_and_fits_a_desk_and_a_phone(string view)
    {
        foreach (var (width, colours) in new[] { (1280, ColorScheme.Light), (390, ColorScheme.Dark) })
        {
            await using var visit = await browser.Open(width, colours);
            await visit.Page.GotoAsync($"{Address(incident.Report)}#/{view}");
            await visit.Page.Locator("main h1, main h2").First.WaitForAsync();

            Assert.Empty(await Violations(visit.Page));
            Assert.Equal(width, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.Empty(visit.Complaints);
            Assert.Equal([Address(incident.Report)], visit.Requests);
        }
    }

    [Fact]
    public async Task From_the_alert_to_the_commands_that_contain_it()
    {
        await using var visit = await browser.Open();
        var page = visit.Page;
        await page.GotoAsync(Address(incident.Report));

        await page.GetByText("The key AKIAFAWPL7Q2TEXAMPLE of user backup-sync").First.ClickAsync();
        Assert.Contains(
            "aws iam update-access-key --user-name='backup-sync'",
            await page.Locator(".steps .command pre").First.InnerTextAsync()
        );

        await page.Locator(".steps button.proof").First.ClickAsync();
        var evidence = page.GetByRole(AriaRole.Dialog, new() { Name = "Evidence" });
        Assert.Contains(
            "CreateAccessKey",
            await evidence.Locator(".line.marked").AllInnerTextsAsync() is var marked ? string.Join('\n', marked) : ""
        );
        Assert.Contains("AKIAFAWPL7Q2TEXAMPLE", string.Join('\n', marked));
        var facts = await evidence.Locator(".facts").InnerTextAsync();
        Assert.Contains("dea6f5d3-5847-4352-acf0-f07a738eeacf", facts);
        Assert.Contains(".json.gz", facts);
        Assert.Contains("picks show dea6f5d3", await evidence.Locator(".command pre").First.InnerTextAsync());
        await page.Keyboard.PressAsync("Escape");
        await evidence.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    [Fact]
    public async Task A_hostile_record_is_inert()
    {
        await using var visit = await browser.Open();
        var page = visit.Page;
        foreach (var view in Views.Select(v => v.Data))
        {
            await page.GotoAsync($"{Address(incident.HostileReport)}#/{view}");
            await page.ReloadAsync();
            await page.Locator("main h1, main h2").First.WaitForAsync();
        }

        await page.GotoAsync($"{Address(incident.HostileReport)}#/caller");
        await page.Locator("main button.event").First.ClickAsync();
        var shown = await page.Locator(".record").InnerTextAsync();

        Assert.Contains("<img src=x onerror=window.hacked=1>", shown);
        Assert.Contains("\\u202e", shown);
        Assert.DoesNotContain("\u202E", await page.Locator("body").InnerTextAsync());
        Assert.False(await page.EvaluateAsync<bool>("'hacked' in window"));
        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.Empty(visit.Complaints);
        Assert.All(visit.Requests, url => Assert.StartsWith("file://", url));
    }

    [Fact]
    public async Task The_keyboard_reaches_everything()
    {
        await using var visit = await browser.Open();
        var page = visit.Page;
        await page.GotoAsync(Address(incident.Report));
        await page.Locator(".steps summary").First.WaitForAsync();

        await page.Keyboard.PressAsync("7");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Public" }).First.WaitForAsync();
        await page.Keyboard.PressAsync("b");
        await page.Locator(".steps summary").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".steps button.proof").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Evidence" }).WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("proof", await page.EvaluateAsync<string>("document.activeElement.className"));

        await page.Locator(".lead button.id").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[role=menuitem]:focus").WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Contains("only=", await page.EvaluateAsync<string>("location.hash"));

        await page.Locator(".strip-plot").FocusAsync();
        await page.Keyboard.PressAsync("+");
        Assert.Contains("from=", await page.EvaluateAsync<string>("location.hash"));
    }

    [Fact]
    public async Task A_brush_over_the_strip_filters_what_is_below_and_stays_in_the_address()
    {
        await using var visit = await browser.Open();
        var page = visit.Page;
        await page.GotoAsync($"{Address(incident.Report)}#/caller");
        var all = await Rows(page);
        var strip = (await page.Locator(".strip .u-over").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(strip.X + strip.Width * 0.45f, strip.Y + 10);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(strip.X + strip.Width * 0.5f, strip.Y + 10, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await page.Locator(".chip").First.WaitForAsync();

        Assert.InRange(await Rows(page), 1, all - 1);
        var few = await Rows(page);
        await page.ReloadAsync();
        await page.Locator(".chip").First.WaitForAsync();
        Assert.Equal(few, await Rows(page));
    }

    [Fact]
    public async Task The_graph_folds_unfolds_follows_and_excludes()
    {
        await using var visit = await browser.Open();
        var page = visit.Page;
        await page.GotoAsync($"{Address(incident.Report)}#/track");
        var rows = page.Locator(".graph-names li");
        await rows.First.WaitForAsync();
        var folded = await rows.CountAsync();

        await page.Locator(".graph-names button", new() { HasTextString = "×" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameString = "Unfold" }).ClickAsync();
        var unfolded = await rows.CountAsync();
        Assert.True(unfolded > folded);

        await page.Locator(".graph-names button", new() { HasTextString = "key of user backup-sync" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameString = "Follow" }).ClickAsync();
        Assert.InRange(await rows.CountAsync(), 2, unfolded - 1);
    }

    private static async Task<int> Rows(IPage page) =>
        await page.Locator(".table").First.EvaluateAsync<int>("t => +t.dataset.rows");

    private static string Address(string file) => new Uri(file).AbsoluteUri;

    internal static async Task<IReadOnlyList<string>> Violations(IPage page)
    {
        var result = await page.RunAxe(
            new AxeRunOptions
            {
                RunOnly = new RunOnlyOptions
                {
                    Type = "tag",
                    Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
                },
            }
        );
        return
        [
            .. result.Violations.Select(v =>
                $"{v.Id}: {string.Join(" | ", v.Nodes.Take(3).Select(n => JsonSerializer.Serialize(n.Html)))}"
            ),
        ];
    }
}
