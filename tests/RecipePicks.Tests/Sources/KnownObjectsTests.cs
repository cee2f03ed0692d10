using RecipePicks.Store;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Sources;

/// <summary>Objects that stand in record after record word for word.</summary>
public sealed class KnownObjectsTests
{
    private const int Few = 300;

    private static string Session(string key, string created, string more = "") =>
        """
            {"type":"AssumedRole","principalId":"AROAEXAMPLEEXAMPLE123:one-and-the-same-session-name-of-many-letters",
            "arn":"arn:aws:sts::111122223333:assumed-role/deploy/one-and-the-same-session-name-of-many-letters","accessKeyId":"KEY",
            "sessionContext":{"attributes":{"creationDate":"CREATED","mfaAuthenticated":"false"}}MORE}
            """.Replace("KEY", key).Replace("CREATED", created).Replace("MORE", more);

    private static string Record(int n, string identity) =>
        $$"""
            {"eventID":"{{Logs.Id(n)}}","eventName":"GetObject","eventSource":"s3.amazonaws.com",
            "eventTime":"2026-03-10T00:00:00Z","userIdentity":{{identity}},"awsRegion":"eu-west-1"}
            """;

    [Fact]
    public void A_record_that_says_what_the_one_before_said_comes_back_like_it()
    {
        var random = new RandomRecords(11);
        var written = Enumerable
            .Range(1, Few)
            .SelectMany(n =>
            {
                var record = random.Record(Logs.Id(n));
                var text = random.Write(record, plainly: n % 2 == 0);
                text = text.Contains(Logs.Id(n), StringComparison.Ordinal) ? text : random.Write(record, plainly: true);
                return new[] { text, text.Replace(Logs.Id(n), Logs.Id(n + Few), StringComparison.Ordinal) };
            })
            .ToList();
        using var folder = new TempFolder();
        folder.Write("twins.json", Logs.Wrap(written));
        Assert.Equal(2 * Few, (int)TestCase.Load(folder["case"], folder["twins.json"]).Events);
        using var opened = Case.Open(folder["case"]);
        for (var n = 0; n < written.Count; n++)
        {
            var id = Logs.Id((n / 2) + 1 + (n % 2 * Few));
            Assert.Equal(CanonicalJson.Of(written[n]), CanonicalJson.Of(Assert.Single(opened.Find(id)).Json));
        }
    }

    [Fact]
    public void Sessions_that_begin_alike_are_told_apart_by_what_comes_later()
    {
        string[] identities =
        [
            Session("ASIAEXAMPLEEXAMPLE01", "2026-03-10T00:00:00Z"),
            Session("ASIAEXAMPLEEXAMPLE02", "2026-03-10T00:00:00Z"),
            Session("ASIAEXAMPLEEXAMPLE02", "2026-03-10T01:00:00Z"),
            Session("ASIAEXAMPLEEXAMPLE02", "2026-03-10T01:00:00Z", ",\"inScopeOf\":{\"issuerType\":\"AWS::Lambda\"}"),
        ];
        var written = Enumerable.Range(0, 40).Select(n => Record(n, identities[n * 7 % 4])).ToList();
        using var folder = new TempFolder();
        folder.Write("a.json", Logs.Wrap(written));
        TestCase.Load(folder["case"], folder["a.json"]);
        using var opened = Case.Open(folder["case"]);
        for (var n = 0; n < written.Count; n++)
        {
            Assert.Equal(CanonicalJson.Of(written[n]), CanonicalJson.Of(Assert.Single(opened.Find(Logs.Id(n))).Json));
        }

        var index = TestCase.Index(opened);
        Assert.Equal(10, Assert.Single(index.Describe("ASIAEXAMPLEEXAMPLE01")).Events);
        Assert.Equal(30, Assert.Single(index.Describe("ASIAEXAMPLEEXAMPLE02")).Events);
        Assert.Equal(
            Enumerable.Range(0, 40).Where(n => n * 7 % 4 == 0).Select(Logs.Id).Order(),
            TestCase.Fetch(opened, "ASIAEXAMPLEEXAMPLE01", "eventid").Order()
        );
    }

    [Fact]
    public void A_caller_that_is_given_twice_in_one_record_is_kept_as_it_was_written()
    {
        var twice = Session("ASIAEXAMPLEEXAMPLE01", "2026-03-10T00:00:00Z");
        var other = Session("ASIAEXAMPLEEXAMPLE02", "2026-03-10T00:00:00Z");
        string[] written =
        [
            Record(1, twice),
            Record(2, other),
            Record(3, $"{twice},\"userIdentity\":{other}"),
            Record(4, $"{other},\"userIdentity\":{twice}"),
        ];
        using var folder = new TempFolder();
        folder.Write("a.json", Logs.Wrap(written));
        TestCase.Load(folder["case"], folder["a.json"]);
        using var opened = Case.Open(folder["case"]);
        for (var n = 1; n <= written.Length; n++)
        {
            Assert.Equal(
                CanonicalJson.Of(written[n - 1]),
                CanonicalJson.Of(Assert.Single(opened.Find(Logs.Id(n))).Json)
            );
        }
    }

    [Fact]
    public void The_same_words_in_another_member_are_another_thing()
    {
        const string Words =
            """{"reason":"UPDATED_DATA","tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","updatedFields":"eventName,userAgent"}""";
        string Text(int n, string member) =>
            $$"""
                {"eventID":"{{Logs.Id(n)}}","eventName":"GetObject","eventSource":"s3.amazonaws.com",
                "eventTime":"2026-03-10T00:00:00Z","{{member}}":{{Words}}}
                """;
        string[] written = [Text(1, "addendum"), Text(2, "tlsDetails"), Text(3, "addendum"), Text(4, "tlsDetails")];
        using var folder = new TempFolder();
        folder.Write("a.json", Logs.Wrap(written));
        TestCase.Load(folder["case"], folder["a.json"]);
        using var opened = Case.Open(folder["case"]);
        Assert.Equal(
            ["UPDATED_DATA/", "/TLSv1.3", "UPDATED_DATA/", "/TLSv1.3"],
            TestCase
                .Rows(
                    opened,
                    "SELECT coalesce(addendum.reason, '') || '/' || coalesce(tlsdetails.tlsversion, '') FROM cloudtrail_logs ORDER BY eventid"
                )
                .Select(r => (string)r[0]!)
        );
    }
}
