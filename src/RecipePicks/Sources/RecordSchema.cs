namespace RecipePicks.Sources;

/// <summary>What a member of a CloudTrail record holds.</summary>
internal enum MemberKind
{
    /// <summary>A JSON string.</summary>
    Text,

    /// <summary>A JSON boolean, kept as the text <c>true</c> or <c>false</c> as Athena does.</summary>
    Flag,

    /// <summary>Any JSON value, kept as JSON text.</summary>
    Json,

    /// <summary>An object whose members are known.</summary>
    Group,

    /// <summary>The <c>resources</c> list.</summary>
    Resources,

    /// <summary>An object of strings with free names.</summary>
    Map,
}

/// <summary>A member of a CloudTrail record: its name as CloudTrail spells it, and the cell that it fills.</summary>
/// <param name="Name">CloudTrail's spelling.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Cell">The cell's number; groups count apart from values.</param>
/// <param name="Role">What an identifier in it is to the call; null when none is looked for.</param>
/// <param name="Members">The members of a group.</param>
internal sealed record Member(
    string Name,
    MemberKind Kind,
    int Cell,
    Engines.NamingRole? Role = null,
    MemberTable? Members = null
)
{
    /// <summary>The column's or field's name: Athena's are all lower case.</summary>
    public string Column { get; } = Name.ToLowerInvariant();

    /// <summary>Its place among the members of its table.</summary>
    public int Number { get; set; }

    /// <summary>The hash of its name, with which the hashes of JSON paths in it begin.</summary>
    public ulong NameHash { get; } = ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(Name));
}

/// <summary>
/// A CloudTrail record's members, as Athena's table declares them. One tree serves the parser, the writer of Parquet
/// and <c>picks show</c>, so that they cannot disagree.
/// </summary>
/// <remarks>Source: AWS CloudTrail User Guide, "CloudTrail record contents".</remarks>
internal static class RecordSchema
{
    private static int _values;
    private static int _groups;

    public static MemberTable Record { get; } =
        new(
            Text("eventVersion"),
            Group(
                "userIdentity",
                Text("type"),
                Identity("principalId"),
                Identity("arn"),
                Text("accountId"),
                Identity("invokedBy"),
                Identity("accessKeyId"),
                Identity("userName"),
                Group("onBehalfOf", Identity("userId"), Identity("identityStoreArn")),
                Group(
                    "sessionContext",
                    Group("attributes", Text("mfaAuthenticated"), Text("creationDate")),
                    Group(
                        "sessionIssuer",
                        Text("type"),
                        Identity("principalId"),
                        Identity("arn"),
                        Text("accountId"),
                        Identity("userName")
                    ),
                    Text("ec2RoleDelivery"),
                    Group(
                        "webIdFederationData",
                        Identity("federatedProvider"),
                        new Member("attributes", MemberKind.Map, _groups++)
                    )
                )
            ),
            Text("eventTime"),
            Text("eventSource"),
            Text("eventName"),
            Text("awsRegion"),
            Identity("sourceIPAddress"),
            Text("userAgent"),
            Text("errorCode"),
            Value("errorMessage", MemberKind.Text, Engines.NamingRole.Mention),
            Value("requestParameters", MemberKind.Json, Engines.NamingRole.Request),
            Value("responseElements", MemberKind.Json, Engines.NamingRole.Response),
            Value("additionalEventData", MemberKind.Json, Engines.NamingRole.Mention),
            Text("requestID"),
            Text("eventID"),
            Value("readOnly", MemberKind.Flag),
            new Member("resources", MemberKind.Resources, _groups++, Engines.NamingRole.Request),
            Text("eventType"),
            Text("apiVersion"),
            Text("recipientAccountId"),
            Value("serviceEventDetails", MemberKind.Json, Engines.NamingRole.Response),
            Text("sharedEventID"),
            Identity("vpcEndpointId"),
            Text("vpcEndpointAccountId"),
            Text("eventCategory"),
            Group(
                "addendum",
                Text("reason"),
                Text("updatedFields"),
                Text("originalRequestID"),
                Text("originalEventID")
            ),
            Text("sessionCredentialFromConsole"),
            Value("edgeDeviceDetails", MemberKind.Json),
            Group("tlsDetails", Text("tlsVersion"), Text("cipherSuite"), Text("clientProvidedHostHeader"))
        );

    /// <summary>The members of an entry of <c>resources</c>; their cells are numbered from 0.</summary>
    public static MemberTable Resource { get; } =
        new(
            new Member("ARN", MemberKind.Text, 0),
            new Member("accountId", MemberKind.Text, 1),
            new Member("type", MemberKind.Text, 2)
        );

    /// <summary>All tables of members, by number.</summary>
    public static IReadOnlyList<MemberTable> Tables { get; } = MemberTable.Tables;

    /// <summary>How many value cells there are.</summary>
    public static int Values => _values;

    /// <summary>How many groups, lists and maps there are.</summary>
    public static int Groups => _groups;

    public static readonly int EventTime = Cell("eventTime");
    public static readonly int EventId = Cell("eventID");
    public static readonly int EventName = Cell("eventName");
    public static readonly int EventSource = Cell("eventSource");
    public static readonly int EventCategory = Cell("eventCategory");
    public static readonly int EventType = Cell("eventType");
    public static readonly int ErrorCode = Cell("errorCode");
    public static readonly int ErrorMessage = Cell("errorMessage");
    public static readonly int RequestParameters = Cell("requestParameters");
    public static readonly int RecipientAccount = Cell("recipientAccountId");
    public static readonly int CallerType = CallerCell("type");
    public static readonly int CallerPrincipal = CallerCell("principalId");
    public static readonly int CallerArn = CallerCell("arn");
    public static readonly int CallerAccount = CallerCell("accountId");
    public static readonly int CallerKey = CallerCell("accessKeyId");
    public static readonly int CallerName = CallerCell("userName");

    private static readonly Dictionary<Member, string> Paths = Record
        .All.SelectMany(m => WithPaths(m, ""))
        .ToDictionary(p => p.Member, p => p.Path);

    /// <summary>A member's JSON path, from the record's root.</summary>
    public static string PathOf(Member member) => Paths[member];

    private static IEnumerable<(Member Member, string Path)> WithPaths(Member member, string parent)
    {
        var path = parent + member.Name + (member.Kind == MemberKind.Resources ? "[].ARN" : "");
        return (member.Members?.All ?? []).SelectMany(m => WithPaths(m, path + ".")).Prepend((member, path));
    }

    private static int Cell(string name) => Named(Record, name).Cell;

    private static int CallerCell(string name) => Named(Named(Record, "userIdentity").Members!, name).Cell;

    private static Member Named(MemberTable table, string name) => table.All.First(m => m.Name == name);

    private static Member Text(string name) => Value(name, MemberKind.Text);

    private static Member Identity(string name) => Value(name, MemberKind.Text, Engines.NamingRole.Identity);

    private static Member Value(string name, MemberKind kind, Engines.NamingRole? role = null) =>
        new(name, kind, _values++, role);

    private static Member Group(string name, params Member[] members) =>
        new(name, MemberKind.Group, _groups++, null, new MemberTable(members));
}
