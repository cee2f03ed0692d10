namespace RecipePicks.Tests.Sources;

/// <summary>The console's "Event history" as CSV.</summary>
public sealed class EventHistoryCsvTests
{
    private const string Header =
        "Event name,Event time,User name,Event source,Resource type,Resource name,AWS access key,AWS region,"
        + "Error code,Source IP address,User agent,Request ID,Event ID,Read-only,Event type,Recipient account ID,Resources";

    private static string Row(int n, string agent = "aws-cli/2", string resources = "") =>
        $"StopInstances,2024-03-01T00:{n:d2}:00Z,ada,ec2.amazonaws.com,,,AKIAEXAMPLEKEY01,eu-west-1,,198.51.100.1,{agent},r{n},{Logs.Id(n)},false,AwsApiCall,111122223333,{resources}";

    [Fact]
    public void Rows_are_records()
    {
        var reading = Reading.Of("event_history.csv", $"{Header}\n{Row(1)}\n{Row(2)}\n");
        Assert.Equal(Logs.Ids(2), reading.Ids);
        Assert.Empty(reading.Rejects);
    }

    [Fact]
    public void Cells_may_hold_quotes_commas_and_line_ends()
    {
        var text =
            $"\uFEFF{Header}\r\n{Row(1, "\"a \"\"quoted\"\", one\"")}\r\n{Row(2, "\"two\r\nlines\"")}\r\n{Row(3)}";
        var reading = Reading.Of("event_history.csv", text);
        Assert.Equal(Logs.Ids(3), reading.Ids);
        Assert.Empty(reading.Rejects);
    }

    [Fact]
    public void Cells_come_back_as_they_are_formulas_too()
    {
        using var folder = new TempFolder();
        var resources =
            "\"[{\"\"resourceType\"\":\"\"AWS::EC2::Instance\"\",\"\"resourceName\"\":\"\"i-0123456789abcdef0\"\"}]\"";
        folder.Write("h.csv", $"{Header}\n{Row(1, "\"=HYPERLINK(\"\"x\"\")\"", resources)}\n");
        Store.TestCase.Load(folder["case"], folder["h.csv"]);
        using var opened = RecipePicks.Store.Case.Open(folder["case"]);
        var row = System.Text.Json.Nodes.JsonNode.Parse(opened.Find(Logs.Id(1)).Single().Json)!;
        Assert.Equal("=HYPERLINK(\"x\")", (string?)row["User agent"]);
        Assert.Equal(
            "[{\"resourceType\":\"AWS::EC2::Instance\",\"resourceName\":\"i-0123456789abcdef0\"}]",
            (string?)row["Resources"]
        );
        Assert.Equal("", (string?)row["Error code"]);
        var columns = Store.TestCase.Rows(
            opened,
            "SELECT useragent, resources[1].arn, resources[1].type, readonly, useridentity.username, useridentity.accesskeyid, errorcode FROM cloudtrail_logs"
        );
        Assert.Equal(
            [
                "=HYPERLINK(\"x\")",
                "i-0123456789abcdef0",
                "AWS::EC2::Instance",
                "false",
                "ada",
                "AKIAEXAMPLEKEY01",
                null,
            ],
            columns.Single()
        );
        Assert.NotEmpty(Store.TestCase.Index(opened).Describe("i-0123456789abcdef0"));
    }

    [Fact]
    public void A_header_alone_is_no_reject() =>
        Assert.Equal("skipped", Assert.Single(Reading.Of("h.csv", Header + "\n").Ledger).Status);

    [Fact]
    public void A_quote_that_is_not_closed_is_a_reject_and_the_rows_before_it_are_read()
    {
        var reading = Reading.Of("h.csv", $"{Header}\n{Row(1)}\n{Row(2, "\"open")}\n{Row(3)}\n{Row(4)}\n");
        Assert.Contains(Logs.Id(1), reading.Ids);
        Assert.NotEmpty(reading.Rejects);
    }

    [Fact]
    public void A_row_cut_short_is_a_reject()
    {
        var text = $"{Header}\n{Row(1)}\n{Row(2)}";
        var reading = Reading.Of("h.csv", text[..^60]);
        Assert.Equal(Logs.Ids(1), reading.Ids);
        Assert.Equal(2, Assert.Single(reading.Rejects).Record);
    }

    [Fact]
    public void A_row_of_other_length_is_a_reject_and_its_neighbours_are_read()
    {
        var reading = Reading.Of("h.csv", $"{Header}\n{Row(1)}\n{Row(2)},one,more\n{Row(3)}\n");
        Assert.Equal([Logs.Id(1), Logs.Id(3)], reading.Ids);
        Assert.Single(reading.Rejects);
    }

    [Fact]
    public void A_gzipped_history_cut_short_gives_its_whole_rows_and_one_reject()
    {
        var text = Header + "\n" + string.Concat(Enumerable.Range(1, 50).Select(n => Row(n) + "\n"));
        var gzip = Logs.Gzip(text);
        var reading = Reading.Of("h.csv.gz", gzip[..(gzip.Length * 2 / 3)]);
        Assert.NotEmpty(reading.Ids);
        Assert.Equal(Logs.Ids(reading.Ids.Count), reading.Ids);
        Assert.Single(reading.Rejects);
    }
}
