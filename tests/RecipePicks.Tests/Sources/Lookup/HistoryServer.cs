using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RecipePicks.Tests.Sources.Lookup;

/// <summary>
/// CloudTrail's LookupEvents and STS's GetCallerIdentity as their API references have them: newest first, fifty a page, tokens
/// that are good for the same question only.
/// </summary>
internal sealed class HistoryServer : IDisposable
{
    private readonly LocalHttp _server;

    public HistoryServer() => _server = new LocalHttp(Answer);

    public Uri Address => _server.Address;

    /// <summary>Records by region.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<string>> Records { get; } = [];

    /// <summary>An error to answer with: its status and code; null for none.</summary>
    public Func<string, JsonNode, (int Status, string Code)?> Trouble { get; set; } = (_, _) => null;

    /// <summary>What was asked: the region and the input.</summary>
    public ConcurrentQueue<(string Region, JsonNode Input)> Asked { get; } = [];

    public void Dispose() => _server.Dispose();

    private async Task Answer(HttpListenerContext context)
    {
        using var text = new StreamReader(context.Request.InputStream);
        var body = await text.ReadToEndAsync();
        // Credential=AKID/date/region/service/aws4_request
        var scope = context.Request.Headers["Authorization"]?.Split("Credential=")[1].Split(',')[0].Split('/');
        if (scope is not [_, _, var region, var service, "aws4_request"])
        {
            await Json(context, 400, """{"__type":"MissingAuthenticationToken","message":"unsigned"}""");
            return;
        }

        if (service == "sts")
        {
            const string Identity =
                "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
                + "<Arn>arn:aws:iam::111122223333:user/x</Arn><UserId>AIDAX</UserId><Account>111122223333</Account>"
                + "</GetCallerIdentityResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>";
            await LocalHttp.Write(context, 200, "text/xml", Logs.Utf8(Identity));
            return;
        }

        Assert.Equal("cloudtrail", service);
        Assert.Equal(
            "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents",
            context.Request.Headers["X-Amz-Target"]
        );
        Assert.Equal("application/x-amz-json-1.1", context.Request.ContentType);
        var input = JsonNode.Parse(body)!;
        Asked.Enqueue((region, input));
        if (Trouble(region, input) is var (status, code))
        {
            await Json(context, status, $$"""{"__type":"com.amazonaws.cloudtrail#{{code}}","Message":"It is so."}""");
            return;
        }

        await Json(context, 200, Page(region, input).ToJsonString());
    }

    private JsonObject Page(string region, JsonNode input)
    {
        var attribute = input["LookupAttributes"]?[0];
        var question = $"{input["StartTime"]}/{input["EndTime"]}/{attribute?.ToJsonString()}";
        var from = 0;
        if ((string?)input["NextToken"] is { } token)
        {
            Assert.Equal(question, token.Split('#')[1]);
            from = int.Parse(token.Split('#')[0]);
        }

        var matching = Records
            .GetValueOrDefault(region, [])
            .Select(r => (Text: r, Json: JsonNode.Parse(r)!))
            .Select(r => (r.Text, r.Json, Time: Seconds((string)r.Json["eventTime"]!)))
            .Where(r => r.Time >= (long)input["StartTime"]! && r.Time <= (long)input["EndTime"]!)
            .Where(r =>
                attribute is null
                || Has(r.Json, (string)attribute["AttributeKey"]!, (string)attribute["AttributeValue"]!)
            )
            .OrderByDescending(r => r.Time)
            .ToList();
        var page = new JsonObject
        {
            ["Events"] = new JsonArray([
                .. matching
                    .Skip(from)
                    .Take((int)input["MaxResults"]!)
                    .Select(r => new JsonObject
                    {
                        ["EventId"] = (string)r.Json["eventID"]!,
                        ["EventName"] = (string)r.Json["eventName"]!,
                        ["EventTime"] = r.Time,
                        ["CloudTrailEvent"] = r.Text,
                    }),
            ]),
        };
        if (from + 50 < matching.Count)
        {
            page["NextToken"] = $"{from + 50}#{question}";
        }

        return page;
    }

    private static bool Has(JsonNode record, string key, string value) =>
        key switch
        {
            "AccessKeyId" => (string?)record["userIdentity"]!["accessKeyId"] == value,
            "Username" => (string?)record["userIdentity"]!["userName"] == value,
            "EventId" => (string?)record["eventID"] == value,
            _ => throw new JsonException($"the server does not know {key}"),
        };

    private static long Seconds(string time) => DateTimeOffset.Parse(time).ToUnixTimeSeconds();

    private static Task Json(HttpListenerContext context, int status, string text) =>
        LocalHttp.Write(context, status, "application/x-amz-json-1.1", Logs.Utf8(text));
}
