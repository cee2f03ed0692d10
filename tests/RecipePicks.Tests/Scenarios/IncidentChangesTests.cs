using RecipePicks.Cases;
using RecipePicks.Tests.Letters;

namespace RecipePicks.Tests.Scenarios;

/// <summary>The states before and after that samples/README.md's story tells, from the log and from the AWS CLI's documents.</summary>
public sealed class IncidentChangesTests(LoadedIncident incident) : IClassFixture<LoadedIncident>
{
    /// <summary>A lead, the call, the path that it changed, and what the difference says.</summary>
    public static TheoryData<string, string, string, string> Story =>
        new()
        {
            { "image-resizer", "72fb4995-b2e3-415d-b1f0-3c31d38be07d", "function.url.authType", "none → NONE" },
            { "snap-0029bf37d298c8516", "c47ef523-e2e1-49bd-84b0-7285b6c930dc", "snapshot", "created" },
            {
                "snap-0029bf37d298c8516",
                "6b04e47a-9a69-482d-915e-788eead773ff",
                "snapshot.createVolumePermission[999988887777]",
                "added"
            },
            {
                "snap-0029bf37d298c8516",
                "f417a5f9-aa84-4f04-9184-3531de322df8",
                "snapshot.createVolumePermission[999988887777]",
                "removed"
            },
            { "production-trail", "50d5957d-7164-4c07-b1a7-9fb30f9cc1d3", "trail.eventSelectors", "WriteOnly" },
            { "production-trail", "4b629981-47c7-4e00-8d3d-c983e953771e", "trail.eventSelectors", "\"All\"" },
            { "production-eu-trail", "b2737582-4aef-465d-a832-4a8234118fa6", "trail.logging", "→ false" },
            { "production-eu-trail", "95d7aeb0-ae90-403f-8db2-f1e97d9a4041", "trail.logging", "false → true" },
            { "backup-sync", "1220a414-ba72-4e19-960c-69aa92211075", "user", "created" },
            {
                "backup-sync",
                "a4cde2e6-42ee-42f3-af09-47c9d7b197e6",
                "user.attached[arn:aws:iam::aws:policy/AdministratorAccess]",
                "added"
            },
            {
                "backup-sync",
                "dea6f5d3-5847-4352-acf0-f07a738eeacf",
                "user.accessKeys[AKIAFAWPL7Q2TEXAMPLE]",
                "added: Active"
            },
            { "backup-sync", "9d53db11-6d2a-42fe-a9a8-bfa6af787f82", "user.loginProfile", "none → a password" },
            {
                "orders-report",
                "e61ba395-23f2-42d3-95f2-43c960134b0e",
                "role.trust",
                "Allow AWS arn:aws:iam::999988887777:root: sts:AssumeRole"
            },
            {
                "sg-036fa86723548ba99",
                "b263801f-6f09-4310-95ea-1f5fe975ab72",
                "securitygroup.ingress[tcp 22-22 0.0.0.0/0]",
                "added"
            },
            {
                "i-01a35fc7d1e75c65b",
                "7002011a-b4b4-4343-b65f-5f2e88395050",
                "instance.iamInstanceProfile",
                "orders-api"
            },
            { "i-01a35fc7d1e75c65b", "de5bb5b5-4a6b-4fd2-b77c-b4d9db42337e", "instance.state", "running → stopping" },
            {
                "larkspur-customer-data",
                "72dc2daa-365f-43b7-96ad-c789ebfab6ae",
                "bucket.policy",
                "[BackupReplication] Allow AWS"
            },
            {
                "AKIAMKTP7DRBKEXAMPLE",
                "63074c38-a3b5-4614-b274-1a46cf13fff0",
                "user.accessKeys[AKIAMKTP7DRBKEXAMPLE]",
                "Inactive"
            },
            { "deploy-production", "6ecd543f-8d95-400f-a394-cec27567ce6b", "role.inline[", "aws:TokenIssueTime" },
        };

    [Theory]
    [MemberData(nameof(Story))]
    public void The_change_is_told_with_what_differs(string lead, string eventId, string path, string says)
    {
        var states = Ask(lead).Letter("changes").Table("states");
        var told = states
            .Rows.Where(r => eventId == (string)r[4]!)
            .Select(r => (Path: (string)r[1]!, Diff: (string)r[states.Columns.ToList().IndexOf("diff")]!))
            .ToList();
        Assert.True(
            told.Exists(t =>
                t.Path.StartsWith(path, StringComparison.Ordinal) && t.Diff.Contains(says, StringComparison.Ordinal)
            ),
            string.Join('\n', told.Select(t => $"{t.Path} | {t.Diff}").Append($"{states.Rows.Count} rows in all"))
        );
    }

    [Fact]
    public void The_attackers_session_changed_these_resources_and_no_others()
    {
        var states = Ask("ASIAWCEWKR3VSEXAMPLE").Letter("changes").Table("states");
        var mine = states
            .Rows.Where(r => (string?)r[9] == "ASIAWCEWKR3VSEXAMPLE")
            .Select(r => (string)r[6]!)
            .Distinct();
        Assert.Equal(
            [
                "backup-sync",
                "i-01a35fc7d1e75c65b",
                "orders-report",
                "production-eu-trail",
                "production-trail",
                "sg-036fa86723548ba99",
                "snap-0029bf37d298c8516",
            ],
            mine.Where(r => r != "batch-worker").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void What_stands_open_now_is_told_from_document_and_log()
    {
        var resource = Ask("orders-report").Letter("resource");
        Assert.Equal(AnswerStatus.Answered, AskStatus(resource));
        var trust = resource.Table("configuration").Rows.Single(r => (string)r[0]! == "role.trust");
        Assert.Contains("999988887777", (string)trust[1]!);
        Assert.Equal("e61ba395-23f2-42d3-95f2-43c960134b0e", trust[4]);
    }

    [Fact]
    public void The_documents_and_the_log_agree()
    {
        foreach (
            var lead in new[]
            {
                "snap-0029bf37d298c8516",
                "backup-sync",
                "orders-report",
                "production-eu-trail",
                "image-resizer",
                "production-trail",
                "larkspur-customer-data",
                "sg-036fa86723548ba99",
                "i-01a35fc7d1e75c65b",
            }
        )
        {
            Assert.DoesNotContain(Ask(lead).Letter("changes").Tables, t => t.Name == "unexplained");
        }
    }

    // Coverage makes any answer of this incident partial; whether the letter itself has gaps is what counts here.
    private static AnswerStatus AskStatus(Answer answer) =>
        answer.Gaps.Any(g => g.StartsWith("Replay knows", StringComparison.Ordinal))
            ? AnswerStatus.Partial
            : AnswerStatus.Answered;

    private Investigated Ask(string lead) =>
        Investigation.Run(
            incident.Case.Engine,
            incident.Case.Coverage(TestContext.Current.CancellationToken),
            new InvestigationRequest { Leads = [lead] },
            TestContext.Current.CancellationToken
        );
}
