using System.Text.RegularExpressions;
using RecipePicks.Cases;
using RecipePicks.Letters;
using RecipePicks.Lineage;
using static RecipePicks.Tests.Letters.SmallCase;

namespace RecipePicks.Tests.Letters;

/// <summary>Keys that were issued and that nobody used.</summary>
public sealed class IssuedKeyTests
{
    private const string Key = "ASIAUNUSED00000000AA";

    [Fact]
    public void A_key_that_a_service_got_and_nobody_used_is_said_to_be_its()
    {
        using var evidence = new SmallCase(
            Record(
                "AssumeRole",
                "2024-05-01T10:00:00Z",
                """{"type":"AWSService","invokedBy":"rds.amazonaws.com"}""",
                Issued("arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForRDS/SLRManagement")
            )
        );

        var investigated = evidence.Investigate(Key);

        const string words =
            "rds.amazonaws.com got it with AssumeRole at 2024-05-01T10:00:00Z for AWSServiceRoleForRDS/SLRManagement; it expires at 2024-05-01T11:00:00Z";
        Assert.Contains(words, string.Join('\n', investigated.Reading));
        Assert.Contains(words, investigated.Letter("track").Headline);
        Assert.Single(Assert.Single(investigated.Letter("track").Findings).Evidence);
    }

    [Fact]
    public void Of_a_key_that_nothing_issued_nothing_is_said()
    {
        using var evidence = new SmallCase(Record("ListBuckets", "2024-05-01T10:00:00Z", User("bob")));

        var investigated = evidence.Investigate(Key);

        Assert.Contains(investigated.Reading, r => r.Contains("does not say whose key it is"));
        Assert.Empty(investigated.Letter("track").Findings);
    }

    public static TheoryData<string> Issuing =>
        [.. KnownCall.All.Where(c => c.Key is not null).Select(c => c.Call).Distinct()];

    [Theory]
    [MemberData(nameof(Issuing))]
    public void Whatever_call_issued_it_is_found(string name)
    {
        var known = KnownCall.All.First(c => c.Call == name && c.Key is not null);
        var response = known.Sample.GetProperty("response").GetRawText();
        var key = Regex.Match(response, "ASIA[A-Z0-9]{16}", RegexOptions.NonBacktracking).Value;
        using var evidence = new SmallCase(
            Record(
                name,
                "2024-05-01T10:00:00Z",
                User("bob"),
                $$"""{"eventSource":"{{known.Source}}","responseElements":{{response}}}"""
            )
        );
        var request = new InvestigationRequest { Leads = ["bob"] };
        var (inquiry, _) = Investigation.Begin(
            evidence,
            evidence.Coverage,
            request,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(name, IssuedKey.Of(inquiry, [key])[key].Call);
    }

    private static string Issued(string session) =>
        """
            {"eventSource":"sts.amazonaws.com",
             "responseElements":{"credentials":{"accessKeyId":"KEY","expiration":"May 1, 2024, 11:00:00 AM"},
               "assumedRoleUser":{"arn":"SESSION"}}}
            """.Replace("KEY", Key, StringComparison.Ordinal).Replace("SESSION", session, StringComparison.Ordinal);
}
