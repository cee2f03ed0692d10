namespace RecipePicks.EndToEnd;

/// <summary>The bundled incident, loaded once, and one more file whose user agent attacks every surface.</summary>
public sealed class IncidentCase : IDisposable
{
    public const string Agent =
        "evil/1.0 \e[2J\e]0;owned\a \u009b31m \u202Egpj \u2028 <img src=x onerror=alert(1)> [x](http://evil.example) | `x`";

    public const string Formula = "=HYPERLINK(\"http://evil.example\")";

    public const string EventId = "00000000-0000-4000-8000-00000000e711";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picks test ");

    public IncidentCase()
    {
        File.WriteAllText(HostileLog, HostileRecord());
        Loaded = Picks.With("load", Repository.Logs, HostileLog, "--case", Folder).Ok();
    }

    public string Folder => Path.Combine(_folder.FullName, "case");

    public string HostileLog => Path.Combine(_folder.FullName, "hostile.json");

    internal Run Loaded { get; }

    internal Run Ask(params string[] arguments) => Picks.With([.. arguments, "--case", Folder]);

    public void Dispose() => _folder.Delete(recursive: true);

    private static string HostileRecord() =>
        System.Text.Json.JsonSerializer.Serialize(
            new
            {
                Records = new object[]
                {
                    new
                    {
                        eventVersion = "1.08",
                        userIdentity = new
                        {
                            type = "IAMUser",
                            principalId = "AIDAEVIL",
                            arn = "arn:aws:iam::777788889999:user/evil",
                            accountId = "777788889999",
                            accessKeyId = "AKIAEVILEVILEEXAMPLE",
                            userName = "evil",
                        },
                        eventTime = "2026-03-11T12:00:00Z",
                        eventSource = "s3.amazonaws.com",
                        eventName = "GetObject",
                        awsRegion = "us-east-1",
                        sourceIPAddress = "198.51.100.99",
                        userAgent = Agent,
                        errorCode = "AccessDenied",
                        errorMessage = Agent,
                        requestParameters = new { bucketName = Formula, key = Agent },
                        responseElements = (object?)null,
                        requestID = Formula,
                        eventID = EventId,
                        eventType = "AwsApiCall",
                        recipientAccountId = "777788889999",
                        unknownMember = new { list = new object?[] { 1.50m, null, Agent } },
                    },
                },
            }
        );
}
