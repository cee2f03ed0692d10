using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>One case with every oddity that a record may have, each under its own eventID.</summary>
public sealed class OddRecords : IDisposable
{
    private readonly TempFolder _folder = new();

    public OddRecords()
    {
        Records = [.. RoundTripTests.Odd.Select((o, i) => (o.Kind, Id: Logs.Id(i), Json: With(o.Json, Logs.Id(i))))];
        _folder.Write("odd.json", Logs.Lines(Records.Select(r => r.Json)));
        Summary = TestCase.Load(_folder["case"], _folder["odd.json"]);
        Case = Case.Open(_folder["case"]);
    }

    internal Case Case { get; }

    internal LoadSummary Summary { get; }

    internal IReadOnlyList<(string Kind, string Id, string Json)> Records { get; }

    public void Dispose()
    {
        Case.Dispose();
        _folder.Dispose();
    }

    private static string With(string members, string id) =>
        $$"""{"eventSource":"s3.amazonaws.com","eventName":"GetObject","eventID":"{{id}}",{{members}}}""";
}

/// <summary>What a record holds comes back, all of it and as it was written.</summary>
public sealed class RoundTripTests(OddRecords odd) : IClassFixture<OddRecords>
{
    internal static readonly IReadOnlyList<(string Kind, string Json)> Odd =
    [
        ("unknown members", """ "new":{"a":[1,{"b":null}]},"另外":"x","":{} """),
        (
            "unknown members in groups",
            """ "userIdentity":{"type":"IAMUser","new":1,"sessionContext":{"x":[],"attributes":{"y":2}}} """
        ),
        (
            "nulls",
            """ "userIdentity":null,"requestParameters":null,"resources":null,"errorCode":null,"readOnly":null,"x":null """
        ),
        (
            "nulls in groups",
            """ "userIdentity":{"arn":null,"sessionContext":null},"tlsDetails":{"cipherSuite":null} """
        ),
        (
            "nothing in groups",
            """ "userIdentity":{},"tlsDetails":{},"resources":[],"requestParameters":{},"addendum":{} """
        ),
        (
            "nothing in nested groups",
            """ "userIdentity":{"sessionContext":{"attributes":{},"sessionIssuer":{},"webIdFederationData":{"attributes":{}}}} """
        ),
        ("empty texts", """ "errorCode":"","userAgent":"","userIdentity":{"arn":""},"resources":[{"ARN":""}] """),
        (
            "text where an object should be",
            """ "userIdentity":"root","requestParameters":"all","resources":"none","tlsDetails":"x" """
        ),
        ("an object where text should be", """ "userAgent":{"a":1},"awsRegion":["x"],"errorCode":{"b":[]} """),
        (
            "numbers where text should be",
            """ "eventVersion":1.08,"recipientAccountId":111122223333,"apiVersion":1e400 """
        ),
        ("text where a flag should be", """ "readOnly":"true","sessionCredentialFromConsole":true """),
        ("a number where a flag should be", """ "readOnly":0 """),
        (
            "lists where objects should be",
            """ "userIdentity":[],"tlsDetails":[1],"requestParameters":[{"a":1}],"responseElements":[] """
        ),
        (
            "resources with unknown members",
            """ "resources":[{"ARN":"arn:aws:s3:::b","accountId":"1","type":"t","new":{"x":1}},{}] """
        ),
        (
            "resources in lower case",
            """ "resources":[{"type":"t","arn":"arn:aws:s3:::low"},{"ARN":"arn:aws:s3:::b"}] """
        ),
        ("resources of other types", """ "resources":[null,"arn:aws:s3:::b",{"ARN":null},{"ARN":5,"type":[]},[]] """),
        ("a name twice", """ "userAgent":"first","userAgent":"last","x":1,"x":2 """),
        (
            "a name twice, first null",
            """ "userAgent":null,"userAgent":"last","userIdentity":null,"userIdentity":{"arn":"a"},"readOnly":null,"readOnly":true """
        ),
        (
            "a name twice, last null",
            """ "userAgent":"first","userAgent":null,"userIdentity":{"arn":"a"},"userIdentity":null """
        ),
        (
            "a name twice in groups",
            """ "userIdentity":{"arn":"first","arn":"last","new":1,"new":2},"resources":[{"ARN":"a","ARN":"b"}] """
        ),
        ("a name twice in JSON", """ "requestParameters":{"a":1,"a":2},"requestParameters":{"b":1,"b":{}} """),
        (
            "a name twice in attributes",
            """ "userIdentity":{"sessionContext":{"webIdFederationData":{"attributes":{"a":"1","a":"2"}}}} """
        ),
        (
            "attributes",
            """ "userIdentity":{"sessionContext":{"webIdFederationData":{"federatedProvider":"p","attributes":{"a b":"1","":""}}}} """
        ),
        (
            "attributes of other types",
            """ "userIdentity":{"sessionContext":{"webIdFederationData":{"attributes":{"a":null,"b":1,"c":{}}}}} """
        ),
        (
            "escaped names",
            """ "user\u0041gent":"x","\u0075serIdentity":{"\u0061rn":"y"},"n\u0065w":1,"requestParameters":{"\u0061\"b\\":1} """
        ),
        (
            "escapes",
            """ "userAgent":"a\u003db\u0026c\/\"\\\b\f\n\r\t","requestParameters":{"a":"\u003d\u0026\u003c\/\"\\\b\f\n\r\t\u0001\u007f"} """
        ),
        (
            "surrogate pairs",
            """ "userAgent":"\ud83d\ude00","requestParameters":{"\ud83d\ude00":"\uD83D\uDE00x"},"x":"\ud83d\ude00" """
        ),
        (
            "lone surrogates",
            """ "userAgent":"\ud800","requestParameters":{"a":"\udc00\ud800x"},"userIdentity":{"arn":"\ud83dx"},"x":"\ude00" """
        ),
        (
            "lone surrogates in names",
            """ "\ud800":1,"\ud801":2,"requestParameters":{"\udc00":1},"userIdentity":{"\ud800":"\ud800"} """
        ),
        (
            "NUL",
            """ "userAgent":"a\u0000b","requestParameters":{"\u0000":"\u0000"},"userIdentity":{"arn":"\u0000"},"x\u0000":"\u0000" """
        ),
        (
            "numbers as written",
            """ "requestParameters":{"a":1.0,"b":1e400,"c":-0,"d":12345678901234567890,"e":1E+2},"x":[1.0,1.10] """
        ),
        ("white space", " \"requestParameters\" : {\t\"a\" :\r\n [ 1 , 2 ] } , \"x\" : [ { } ] "),
        (
            "deep JSON",
            $""" "requestParameters":{string.Concat(Enumerable.Repeat("{\"a\":[", 50))}1{string.Concat(Enumerable.Repeat("]}", 50))} """
        ),
        ("a time with an offset", """ "eventTime":"2024-03-01T02:00:00+02:00" """),
        ("a time with a fraction", """ "eventTime":"2024-03-01T00:00:00.123Z" """),
        ("a time in seconds", """ "eventTime":1709251200 """),
        ("a time in milliseconds as text", """ "eventTime":"1709251200000" """),
        ("no time at all", """ "eventTime":"yesterday" """),
        ("another name for the time", """ "@timestamp":"2024-03-01T00:00:00.000Z" """),
        ("an object for a time", """ "eventTime":{"$date":"2024-03-01T00:00:00Z"} """),
    ];

    public static TheoryData<string> Kinds => [.. Odd.Select(o => o.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_comes_back_as_it_was(string kind)
    {
        var (_, id, json) = odd.Records.Single(r => r.Kind == kind);
        Assert.Equal(CanonicalJson.Of(json), CanonicalJson.Of(Assert.Single(odd.Case.Find(id)).Json));
    }

    [Fact]
    public void All_of_them_are_events() =>
        Assert.Equal((Odd.Count, 0L), ((int)odd.Summary.Events, odd.Summary.Rejected));

    [Theory]
    [InlineData("escapes", "requestparameters LIKE '%=&<%'")]
    [InlineData("escapes", "useragent LIKE 'a=b&c/%'")]
    [InlineData("surrogate pairs", "requestparameters LIKE '%😀%😀x%' AND useragent = '😀'")]
    [InlineData("white space", "requestparameters = '{\"a\":[1,2]}'")]
    [InlineData("escaped names", "useragent = 'x' AND useridentity.arn = 'y'")]
    [InlineData("a time with an offset", "eventtime = '2024-03-01T00:00:00Z'")]
    [InlineData("a time with a fraction", "eventtime = '2024-03-01T00:00:00.123Z'")]
    [InlineData("a time in seconds", "eventtime = '2024-03-01T00:00:00Z'")]
    [InlineData("a time in milliseconds as text", "eventtime = '2024-03-01T00:00:00Z'")]
    [InlineData("another name for the time", "eventtime = '2024-03-01T00:00:00Z'")]
    [InlineData("no time at all", "eventtime = 'yesterday'")]
    [InlineData("text where a flag should be", "readonly = 'true'")]
    [InlineData("numbers where text should be", "eventversion = '1.08' AND recipientaccountid = '111122223333'")]
    [InlineData("text where an object should be", "requestparameters = 'all'")]
    [InlineData(
        "nulls",
        "useridentity IS NULL AND requestparameters IS NULL AND resources IS NULL AND errorcode IS NULL"
    )]
    [InlineData(
        "nothing in groups",
        "useridentity IS NOT NULL AND requestparameters = '{}' AND cardinality(resources) = 0"
    )]
    [InlineData(
        "resources in lower case",
        "resources[1].arn = 'arn:aws:s3:::low' AND resources[2].arn = 'arn:aws:s3:::b'"
    )]
    [InlineData("resources with unknown members", "resources[1].arn = 'arn:aws:s3:::b' AND cardinality(resources) = 2")]
    [InlineData("a name twice, first null", "useragent = 'last' AND useridentity.arn = 'a' AND readonly = 'true'")]
    public void Queries_see_it_in_Athena_s_way(string kind, string condition)
    {
        var (_, id, _) = odd.Records.Single(r => r.Kind == kind);
        var count = TestCase.Value(
            odd.Case,
            $"SELECT count(*) FROM cloudtrail_logs WHERE eventid = '{id}' AND {condition}"
        );
        Assert.Equal(1L, count);
    }
}
