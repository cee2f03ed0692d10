using RecipePicks.Reports;
using RecipePicks.Tests.Reports.Escaping;

namespace RecipePicks.Tests.Reports;

public sealed class HostileReportTests
{
    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    public void Hostile_strings_are_inert_wherever_they_stand(string format) =>
        Hostile.Always(
            text =>
            {
                var hostile = text.Replace("\uFFFD", "");
                using var output = new StringWriter();
                AllReports.Create(format, Surface.Plain).Write(Everywhere(hostile), output);

                Hostile.AssertInert(output.ToString());
            },
            times: 50
        );

    [Fact]
    public void Only_our_own_colours_reach_a_terminal()
    {
        foreach (var attack in Hostile.Attacks)
        {
            using var output = new StringWriter();
            AllReports.Create("text", new Surface(100, true)).Write(Everywhere(attack), output);

            Hostile.AssertInert(System.Text.RegularExpressions.Regex.Replace(output.ToString(), "\e\\[[0-9;]*m", ""));
        }
    }

    private static Investigated Everywhere(string text) =>
        Example.Outcome with
        {
            Picks = text,
            Leads = [new Lead(LeadKind.Principal, text)],
            Reading = [text],
            Letters =
            [
                .. Example.Outcome.Letters.Select(letter =>
                    letter with
                    {
                        Asks = text,
                        Headline = text,
                        Findings =
                        [
                            new Finding(text, Certainty.Exact, Severity.Critical, [new EvidenceRef(text, text, 1)]),
                        ],
                        Tables =
                        [
                            new AnswerTable(
                                text,
                                ["eventid", "time", text],
                                [
                                    [text, "2024-01-01T00:00:00Z", text],
                                ]
                            ),
                        ],
                        Gaps = [text],
                        Reproduce = [new Reproduction("athena", text)],
                    }
                ),
            ],
            Graph = new CredentialGraph(
                [new GraphNode(text, "principal", text)],
                [new GraphEdge(text, text, text, DateTime.UnixEpoch, Certainty.Exact, "other")]
            ),
            Timeline = new Timeline
            {
                Runs =
                [
                    Example.Outcome.Timeline.Runs[0] with
                    {
                        Identity = text,
                        EventSource = text,
                        EventName = text,
                        Outcome = "failed",
                        ErrorCode = text,
                        Addresses = [text],
                        Regions = [text],
                        AccessKeys = [text],
                        FirstSeen = [new FirstSeen("address", text, text)],
                        EventIds = [text],
                    },
                ],
                Gaps = [new TimelineGap(text, DateTime.UnixEpoch, null, text)],
                Events = 1,
                Total = 1,
            },
            Coverage = Example.Outcome.Coverage with
            {
                Accounts = [text],
                Regions = [text],
                Gaps = [new CoverageGap(text, text, DateTime.UnixEpoch, null)],
            },
        };
}
