using Microsoft.Playwright;
using RecipePicks.Cases;

namespace RecipePicks.Web.Tests;

/// <summary>The served page in a browser.</summary>
public sealed class ServedPageTests(IncidentFixture incident, Browser browser)
{
    [Fact]
    public async Task It_comes_up_survives_a_reload_and_a_second_tab_and_asks_nobody_else()
    {
        await using var served = await Served.Start(incident.Case, enter: false);
        await using var visit = await browser.Open();
        await visit.Page.GotoAsync(served.Entry.ToString());
        await visit.Page.Locator(".letters li").First.WaitForAsync();
        await visit.Page.ReloadAsync();
        await visit.Page.Locator(".letters li").First.WaitForAsync();
        var tab = await visit.Tab();
        await tab.GotoAsync(new Uri(served.Root, "/#/track").ToString());
        await tab.Locator(".graph-names li").First.WaitForAsync();

        Assert.Empty(visit.Complaints);
        Assert.All(
            visit.Requests,
            url => Assert.StartsWith(served.Root.ToString(), url.Replace("data:,", served.Root.ToString()))
        );
    }

    [Fact]
    public async Task Before_anything_is_asked_the_page_shows_what_the_case_holds()
    {
        await using var served = await Served.Start(
            incident.Case,
            o => o with { Begin = new InvestigationRequest { Leads = [] } },
            enter: false
        );
        await using var visit = await browser.Open();
        var page = visit.Page;
        await page.GotoAsync(served.Entry.ToString());
        await page.Locator(".strip canvas").WaitForAsync();

        Assert.Contains("by everybody", await page.Locator(".strip-legend").InnerTextAsync());
        Assert.Contains("3 accounts", await page.Locator(".opening .note").First.InnerTextAsync());
        Assert.NotEqual(0, await page.Locator(".opening .gaps li").CountAsync());
        Assert.Empty(await ReportPageTests.Violations(page));
        await page.GetByText("what the evidence covers").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "What the evidence covers" }).WaitForAsync();
        await page.Locator(".brand").ClickAsync();
        await page.Locator(".opening input[type=search]").FillAsync("backup-sync");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".lead-chip", new() { HasTextString = "backup-sync" }).WaitForAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task While_a_question_is_asked_the_page_shows_how_the_lead_was_read_and_what_is_answered()
    {
        await using var served = await Served.Start(
            incident.Case,
            o => o with { Begin = new InvestigationRequest { Leads = [] } },
            enter: false
        );
        await using var visit = await browser.Open();
        var page = visit.Page;
        // The answer waits; what the host tells meanwhile is told by hand.
        var answer = new TaskCompletionSource();
        await page.RouteAsync(
            "**/api/investigation?**",
            async route =>
            {
                await answer.Task;
                await route.ContinueAsync();
            }
        );
        await page.RouteAsync(
            "**/api/progress",
            route =>
                route.FulfillAsync(
                    new()
                    {
                        ContentType = "text/event-stream",
                        Body =
                            "event: asked\ndata: {\"leads\":[\"another\"],\"reading\":[\"Of another question.\"],\"letters\":[],\"asking\":null}\n\n"
                            + "event: asked\ndata: {\"leads\":[\"backup-sync\"],\"reading\":[\"backup-sync is a <b>role</b>.\"],\"letters\":[{\"key\":\"resource\",\"status\":\"partial\",\"headline\":\"It is <i>known</i>.\"}],\"asking\":\"events\"}\n\n",
                    }
                )
        );
        await page.GotoAsync(served.Entry.ToString());
        await page.GotoAsync(new Uri(served.Root, "/?lead=backup-sync").ToString());
        await page.Locator(".waiting .asked").WaitForAsync();

        Assert.Contains("backup-sync is a <b>role</b>.", await page.Locator(".lead").InnerTextAsync());
        Assert.Contains("It is <i>known</i>.", await page.Locator(".waiting .asked").InnerTextAsync());
        Assert.Contains("partial", await page.Locator(".waiting .asked").InnerTextAsync());
        Assert.Contains("asking", await page.Locator(".waiting .at").InnerTextAsync());
        Assert.Equal("Letter 2 of 11", await page.Locator(".waiting [role=status]").InnerTextAsync());
        await page.Locator(".strip canvas").WaitForAsync();
        Assert.Empty(await ReportPageTests.Violations(page));
        answer.SetResult();
        await page.Locator(".letters li").First.WaitForAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Sql_is_completed_run_and_linked_and_its_view_is_accessible()
    {
        await using var served = await Served.Start(incident.Case, enter: false);
        await using var visit = await browser.Open();
        var page = visit.Page;
        await page.GotoAsync(served.Entry.ToString());
        await page.Locator(".letters li").First.WaitForAsync();
        await page.Keyboard.PressAsync("q");
        await page.Locator(".cm-content").ClickAsync();

        // The editor deletes: were lines typed over, Chromium itself would write a style into one, which the policy refuses.
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.PressAsync("Backspace");
        await page.Keyboard.TypeAsync("SELECT useridentity.");
        await page.Locator(".cm-tooltip-autocomplete", new() { HasTextString = "sessioncontext" }).WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.PressAsync("Backspace");
        await page.Keyboard.InsertTextAsync(
            "SELECT eventname, count(*) AS calls FROM cloudtrail_logs GROUP BY 1 ORDER BY 2 DESC, 1"
        );
        await page.Keyboard.PressAsync("Control+Enter");
        await page.Locator(".table [role=row]", new() { HasTextString = "UpdateInstanceInformation" }).WaitForAsync();

        // axe itself makes a style sheet of what stands in a shadow root, and the page's policy refuses it that.
        Assert.Empty(visit.Complaints);
        Assert.Empty(await ReportPageTests.Violations(page));
        visit.Complaints.Clear();
        var tab = await visit.Tab();
        await tab.GotoAsync(page.Url);
        await tab.Locator(".cm-content", new() { HasTextString = "ORDER BY 2 DESC, 1" }).WaitForAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task An_identifier_leads_to_its_own_investigation()
    {
        await using var served = await Served.Start(incident.Case, enter: false);
        await using var visit = await browser.Open();
        var page = visit.Page;
        await page.GotoAsync(served.Entry.ToString());
        await page.Locator(".letters li").First.WaitForAsync();
        await page.Keyboard.PressAsync("8");
        await page.Locator(".address-head button", new() { HasTextString = "203.0.113.77" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { NameString = "Investigate it" }).ClickAsync();

        await page.Locator(".lead-chip", new() { HasTextString = "203.0.113.77" }).WaitForAsync();
    }

    [Fact]
    public async Task A_lead_that_nothing_names_has_every_view_too()
    {
        await using var served = await Served.Start(
            incident.Case,
            o => o with { Begin = new InvestigationRequest { Leads = ["AKIAABSENT0000000000"] } },
            enter: false
        );
        await using var visit = await browser.Open();
        var page = visit.Page;
        await page.GotoAsync(served.Entry.ToString());
        await page.Locator(".letters li").First.WaitForAsync();
        foreach (var view in ReportPageTests.Views.Select(v => v.Data))
        {
            await page.EvaluateAsync($"location.hash = '#/{view}'");
            await visit.IsWell(1280);
        }

        await page.EvaluateAsync("location.hash = '#/timeline'");
        await page.GetByText("No call of these in this span.").WaitForAsync();
        Assert.Equal(2, await page.Locator("main h2").CountAsync());
    }

    [Fact]
    public async Task What_is_pinned_stands_in_the_story_with_its_note_after_a_reload()
    {
        using var folder = new CopiedCase(incident.Case);
        await using var served = await Served.Start(folder.Path, enter: false);
        await using var visit = await browser.Open();
        var page = visit.Page;
        await page.GotoAsync(served.Entry.ToString());
        await page.Locator(".findings .pin").First.ClickAsync();
        await page.Keyboard.PressAsync("s");
        await page.Locator(".story textarea").FillAsync("Called the team at 14:02.");
        await Saved(folder.Path, "Called the team at 14:02.");
        // The page may not have heard yet that it is saved; then it asks.
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await page.ReloadAsync();

        Assert.Equal("Called the team at 14:02.", await page.Locator(".story textarea").InputValueAsync());
        Assert.Empty(await ReportPageTests.Violations(page));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_note_that_is_written_while_its_pin_is_still_being_saved_is_kept()
    {
        using var folder = new CopiedCase(incident.Case);
        await using var served = await Served.Start(folder.Path, enter: false);
        await using var visit = await browser.Open();
        var page = visit.Page;
        var held = new TaskCompletionSource();
        await page.RouteAsync(
            "**/api/story",
            async route =>
            {
                if (route.Request.Method == "POST")
                {
                    await held.Task;
                }

                await route.ContinueAsync();
            }
        );
        await page.GotoAsync(served.Entry.ToString());
        await page.Locator(".findings .pin").First.ClickAsync();
        await page.Keyboard.PressAsync("s");
        await page.Locator(".story textarea").FillAsync("Called the team");
        held.SetResult();
        await Saved(folder.Path, "Called the team");
        await page.Locator(".story textarea").PressSequentiallyAsync(" at 14:02.");
        await Saved(folder.Path, "Called the team at 14:02.");

        Assert.Equal("Called the team at 14:02.", await page.Locator(".story textarea").InputValueAsync());
        Assert.Empty(visit.Complaints);
    }

    /// <summary>Waits until the only pin of the saved story has the note.</summary>
    private static async Task Saved(string folder, string note)
    {
        var until = DateTime.UtcNow.AddSeconds(30);
        while (Story.Read(folder).Pins is not [{ Note: var saved }] || saved != note)
        {
            Assert.True(DateTime.UtcNow < until, $"The story has not been saved with the note: {note}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task The_timeline_is_counted_anew_for_the_span_in_sight()
    {
        await using var served = await Served.Start(incident.Case, enter: false);
        await using var visit = await browser.Open();
        var page = visit.Page;
        await page.GotoAsync(served.Entry.ToString());
        await page.Locator(".letters li").First.WaitForAsync();
        await page.Keyboard.PressAsync("t");
        await page.GetByRole(AriaRole.Button, new() { Name = "everybody" }).ClickAsync();
        await page.Locator(".lane-names li", new() { HasTextString = "mara.quinn" }).First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "by service" }).ClickAsync();
        await page.Locator(".lane-names li", new() { HasTextString = "kms" }).First.WaitForAsync();

        Assert.Empty(visit.Complaints);
    }
}
