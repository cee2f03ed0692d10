namespace RecipePicks.Tests.Reports;

/// <summary>A hand-made outcome: one letter answered, one partial, nine not in evidence.</summary>
internal static class Example
{
    public static Investigated Outcome { get; } =
        new()
        {
            Picks = "0.0.0",
            Leads = [new Lead(LeadKind.Resource, "i-0dbc91f429e48eeed")],
            Reading = ["i-0dbc91f429e48eeed is a resource: 63 events name it, 15 were made by its role session."],
            Window = new TimeWindow(Time("2023-07-10T12:00:00Z"), null),
            Letters =
            [
                Silent("R", "resource", "What is the resource's configuration now?"),
                Events,
                Silent("C", "changes", "What changed, and which call changed it?"),
                Silent("I", "identity", "Who made the calls?"),
                Silent("P", "permissions", "What may the calling identity do?"),
                Silent("E", "entitlements", "What could the resource do, once taken over?"),
                Silent("P", "public", "Is it public?"),
                Silent("I", "ip", "What else came from this address?"),
                Silent("C", "caller", "What else did this identity do?"),
                Silent("K", "track", "Which identity did it pivot to?") with
                {
                    Tables = [Tree],
                },
                Denied,
            ],
            Containment =
            [
                new ContainmentStep(
                    "The key AKIA2 of user eve: CreateAccessKey at 2023-07-10T12:20:00Z by key of user bob; nothing in the log undoes it.",
                    "aws iam update-access-key --user-name='eve' --access-key-id='AKIA2' --status=Inactive",
                    "Whatever else uses this key.",
                    false,
                    [new EvidenceRef("e7", "logs/a.json.gz", 7)]
                ),
                new ContainmentStep(
                    "Sessions of role admin from before 2023-07-10T12:50:00Z were revoked by PutRolePolicy, by user ann.",
                    null,
                    null,
                    true,
                    [new EvidenceRef("e8", "logs/a.json.gz", 8)]
                ),
            ],
            Graph = new CredentialGraph(
                [
                    new GraphNode("AKIA1", "access-key", "the leaked key"),
                    new GraphNode("arn:aws:iam::111122223333:role/admin", "principal", "admin"),
                ],
                [
                    new GraphEdge(
                        "AKIA1",
                        "arn:aws:iam::111122223333:role/admin",
                        "issued",
                        Time("2023-07-10T12:10:00Z"),
                        Certainty.Exact,
                        "e0"
                    ),
                ]
            ),
            Timeline = new Timeline
            {
                Runs =
                [
                    new TimelineRun
                    {
                        First = Time("2023-07-10T12:01:00Z"),
                        Last = Time("2023-07-10T12:01:30Z"),
                        Identity = "arn:aws:sts::111122223333:assumed-role/admin/session-one",
                        EventSource = "ec2.amazonaws.com",
                        EventName = "GetPasswordData",
                        Outcome = "denied",
                        ErrorCode = "Client.UnauthorizedOperation",
                        PeakPerMinute = 12,
                        Addresses = ["203.0.113.9"],
                        Regions = ["us-east-1"],
                        AccessKeys = ["ASIA1"],
                        Technique = "T1552.005",
                        Tactic = "Credential Access",
                        NamesLead = true,
                        FirstSeen = [new FirstSeen("address", "203.0.113.9", "e1")],
                        EventIds = [.. Enumerable.Range(1, 12).Select(n => $"e{n}")],
                    },
                    new TimelineRun
                    {
                        First = Time("2023-07-10T12:55:00Z"),
                        Last = Time("2023-07-10T12:55:00Z"),
                        EventSource = "ec2.amazonaws.com",
                        EventName = "TerminateInstances",
                        Outcome = "succeeded",
                        PeakPerMinute = 1,
                        Technique = "T1578.003",
                        Tactic = "Defense Evasion",
                        EventIds = ["e13"],
                    },
                ],
                Gaps =
                [
                    new TimelineGap(
                        "silence",
                        Time("2023-07-10T12:01:30Z"),
                        Time("2023-07-10T12:55:00Z"),
                        "no call for 54 minutes"
                    ),
                ],
                Events = 13,
                Total = 13,
            },
            Coverage = new Coverage
            {
                Files = 2,
                Records = 65,
                Events = 63,
                Duplicates = 2,
                Rejected = 1,
                From = Time("2023-07-10T11:00:00Z"),
                To = Time("2023-07-10T13:00:00.25Z"),
                Accounts = ["111122223333"],
                Regions = ["eu-west-1", "us-east-1"],
                Gaps =
                [
                    new CoverageGap(
                        "no-data-events",
                        "No trail delivered data events: reads of objects are not in sight.",
                        null,
                        null
                    ),
                    new CoverageGap(
                        "logging-stopped",
                        "StopLogging on main-trail.",
                        Time("2023-07-10T12:30:00Z"),
                        Time("2023-07-10T12:40:00Z")
                    ),
                ],
            },
        };

    private static Answer Events =>
        new()
        {
            Mark = "E",
            Key = "events",
            Asks = "Which API calls name this resource?",
            Status = AnswerStatus.Answered,
            Headline = "63 events name i-0dbc91f429e48eeed: 40 as the target, 20 in the response, 3 in passing.",
            Findings =
            [
                new Finding(
                    "Its password was fetched from 203.0.113.9.",
                    Certainty.Exact,
                    Severity.Critical,
                    [.. Enumerable.Range(1, 5).Select(n => new EvidenceRef($"e{n}", "logs/a.json.gz", n))]
                ),
                new Finding(
                    "It was described 20 times.",
                    Certainty.Inferred,
                    Severity.Info,
                    [new("e9", "logs/b.json.gz", 9)]
                ),
            ],
            Tables =
            [
                new AnswerTable(
                    "calls",
                    ["eventtime", "eventname", "arn", "errorcode", "eventid", "names", "calls", "live"],
                    [
                        .. Enumerable
                            .Range(1, 12)
                            .Select(n =>
                                (IReadOnlyList<object?>)
                                    [
                                        $"2023-07-10T12:{n:00}:00Z",
                                        "GetPasswordData",
                                        "arn:aws:sts::111122223333:assumed-role/a-role-with-a-rather-long-name/session-one",
                                        null,
                                        $"e{n}",
                                        "target",
                                        (long)n * 100,
                                        n % 2 == 0,
                                    ]
                            ),
                    ]
                ),
            ],
            Reproduce =
            [
                new Reproduction("athena", "SELECT *\nFROM cloudtrail_logs\nWHERE requestparameters LIKE '%i-0dbc%'"),
            ],
        };

    private static AnswerTable Tree =>
        new(
            "tree",
            ["depth", "who", "how", "time", "calls", "denied", "live"],
            [
                [0L, "user bob", "the first known", null, null, null, null],
                [1L, "bob (AKIA1)", "has", null, 120L, 15L, "yes"],
                [2L, "admin/session-one (ASIA1)", "issued: AssumeRole", "2023-07-10T12:10:00Z", 29L, 29L, "no"],
                [3L, "eve (AKIA2)", "created: CreateAccessKey", "2023-07-10T12:20:00Z", null, null, "unknown"],
                [2L, "i-0dbc91f429e48eeed", "carried: RunInstances", "2023-07-10T12:30:00Z", null, null, null],
            ]
        );

    private static Answer Denied =>
        new()
        {
            Mark = "S",
            Key = "forensics",
            Asks = "What was denied?",
            Status = AnswerStatus.Partial,
            Headline = "15 calls were denied; other logs are not loaded.",
            Findings =
            [
                new(
                    "13 denied AssumeRole in a minute.",
                    Certainty.Inferred,
                    Severity.Warning,
                    [new("e3", "logs/a.json.gz", 3)]
                ),
            ],
            Gaps =
            [
                "VPC flow logs are not loaded:\n  aws ec2 describe-flow-logs --filter Name=resource-id,Values=i-0dbc91f429e48eeed",
            ],
        };

    private static Answer Silent(string mark, string key, string asks) =>
        new()
        {
            Mark = mark,
            Key = key,
            Asks = asks,
            Status = AnswerStatus.NotInEvidence,
            Headline = "CloudTrail alone does not say.",
            Gaps = [$"aws {key} describe"],
        };

    private static DateTime Time(string text) => DateTimeOffset.Parse(text).UtcDateTime;
}
