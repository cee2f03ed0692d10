using System.Text.Json;
using RecipePicks.Lineage;

namespace RecipePicks.Tests.Lineage;

/// <summary>Calls and uses written by hand, in the fewest words.</summary>
internal sealed class Calls
{
    public const string Account = "111122223333";
    public const string Key = "AKIABOB0000000000001";
    public static readonly DateTime Start = new(2024, 5, 1, 10, 0, 0, DateTimeKind.Utc);
    private readonly List<LineageCall> _calls = [];
    private readonly List<LineageUse> _uses = [];
    private readonly List<ServiceSession> _services = [];
    private readonly List<Rename> _renames = [];
    private int _count;

    public DateTime End { get; set; } = Start.AddDays(3);

    public static LineageCaller Bob { get; } =
        new()
        {
            Type = "IAMUser",
            Arn = IamArn("user/bob"),
            PrincipalId = "AIDABOB",
            Account = Account,
            UserName = "bob",
            Key = Key,
        };

    public static string IamArn(string resource, string account = Account) => $"arn:aws:iam::{account}:{resource}";

    public static string Sts(string resource, string account = Account) => $"arn:aws:sts::{account}:{resource}";

    public static DateTime At(double minutes) => Start.AddMinutes(minutes);

    public static string Text(double minutes) => TimeWindow.Format(At(minutes));

    /// <summary>A session of a role as a caller.</summary>
    public static LineageCaller Session(
        string role,
        string name,
        string? key,
        double created,
        string account = Account
    ) =>
        new()
        {
            Type = "AssumedRole",
            Arn = Sts($"assumed-role/{role}/{name}", account),
            PrincipalId = $"AROA{role.ToUpperInvariant()}:{name}",
            Account = account,
            Key = key,
            Created = Text(created),
            Issuer = IamArn($"role/{role}", account),
        };

    /// <summary>Another user of the account, with a key.</summary>
    public static LineageCaller User(string name) =>
        Bob with
        {
            Arn = IamArn($"user/{name}"),
            PrincipalId = $"AIDA{name.ToUpperInvariant()}",
            UserName = name,
            Key = $"AKIA{name.ToUpperInvariant()}0000000001",
        };

    /// <summary>A call; its request and response as anonymous objects.</summary>
    public Calls Call(
        string name,
        double minutes,
        LineageCaller caller,
        object? request = null,
        object? response = null,
        Func<LineageCall, LineageCall>? with = null
    )
    {
        var source = KnownCall.All.First(k => k.Call == name).Source;
        var call = new LineageCall
        {
            Id = $"e{++_count}",
            Time = At(minutes),
            Source = source,
            Name = name,
            Region = "us-east-1",
            Account = caller.Account ?? Account,
            Address = "198.51.100.7",
            Request = request is null ? null : JsonSerializer.Serialize(request),
            Response = response is null ? null : JsonSerializer.Serialize(response),
            Caller = caller,
        };
        _calls.Add(with is null ? call : with(call));
        return this;
    }

    /// <summary>AssumeRole with all that the response says.</summary>
    public Calls Assume(
        string role,
        string name,
        string? key,
        double minutes,
        LineageCaller? caller = null,
        Func<LineageCall, LineageCall>? with = null
    ) =>
        Call(
            "AssumeRole",
            minutes,
            caller ?? Bob,
            new { roleArn = IamArn($"role/{role}"), roleSessionName = name },
            key is null
                ? null
                : new
                {
                    credentials = new { accessKeyId = key, expiration = "May 1, 2024, 11:30:00 AM" },
                    assumedRoleUser = new
                    {
                        assumedRoleId = $"AROA{role.ToUpperInvariant()}:{name}",
                        arn = Sts($"assumed-role/{role}/{name}"),
                    },
                },
            with
        );

    public Calls Failed(string name, double minutes, LineageCaller caller, string message, object? request = null) =>
        Call(name, minutes, caller, request, with: c => c with { ErrorCode = "AccessDenied", ErrorMessage = message });

    /// <summary>A user or group, <c>user/eve</c>, gets another name.</summary>
    public Calls Rename(double minutes, string from, string to)
    {
        _renames.Add(new Rename(IamArn(from), IamArn(to), At(minutes)));
        return this;
    }

    public Calls Use(
        LineageCaller caller,
        double first,
        double? last = null,
        long calls = 3,
        params IReadOnlyList<string> addresses
    )
    {
        _uses.Add(
            new LineageUse
            {
                Caller = caller,
                Calls = calls,
                First = At(first),
                Last = At(last ?? first),
                Evidence = [$"u{++_count}"],
                Addresses = addresses.Count == 0 ? ["198.51.100.7"] : addresses,
            }
        );
        return this;
    }

    /// <summary>When the last call of the last use succeeded.</summary>
    public Calls Worked(double minutes)
    {
        _uses[^1] = _uses[^1] with { Worked = At(minutes) };
        return this;
    }

    /// <summary>A bucket's policy that lets one principal in.</summary>
    public Calls Bucket(double minutes, LineageCaller caller, string principal, string bucket = "b") =>
        Call(
            "PutBucketPolicy",
            minutes,
            caller,
            new
            {
                bucketName = bucket,
                bucketPolicy = $$"""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"{{principal}}"},"Action":"s3:*","Resource":"*"}]}""",
            }
        );

    /// <summary>A role's sessions from before the call refused everything, as the console does it.</summary>
    public Calls Revoke(double minutes, LineageCaller caller, string role = "app") =>
        Inline(
            minutes,
            caller,
            role,
            "Deny",
            $$$""","Condition":{"DateLessThan":{"aws:TokenIssueTime":"{{{Text(minutes)}}}"}}"""
        );

    /// <summary>The inline policy that revokes, or another under its name.</summary>
    public Calls Inline(double minutes, LineageCaller caller, string role, string effect, string more = "") =>
        Call(
            "PutRolePolicy",
            minutes,
            caller,
            new
            {
                roleName = role,
                policyName = "AWSRevokeOlderSessions",
                policyDocument = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"{{effect}}","Action":["*"],"Resource":["*"]{{more}}}]}""",
            }
        );

    /// <summary>A role's trust policy of one statement.</summary>
    public Calls Trust(double minutes, LineageCaller caller, string principal, string more = "", string role = "app") =>
        Call(
            "UpdateAssumeRolePolicy",
            minutes,
            caller,
            new
            {
                roleName = role,
                policyDocument = $$"""{"Statement":[{"Effect":"Allow","Principal":{{principal}},"Action":"sts:AssumeRole"{{more}}}]}""",
            }
        );

    public Calls Service(string service, string role, string session, double minutes)
    {
        _services.Add(
            new ServiceSession(
                service,
                IamArn($"role/{role}"),
                session,
                "us-east-1",
                Account,
                At(minutes),
                [$"s{++_count}"]
            )
        );
        return this;
    }

    public LineageRows Rows =>
        new()
        {
            Calls = _calls,
            Uses = _uses,
            Services = _services,
            Renames = new Renames(_renames),
            End = End,
            Accounts = [Account],
        };

    public LineageGraph Graph => LineageBuilder.Build(Rows);
}

/// <summary>Short ways to what a graph holds.</summary>
internal static class Graphs
{
    /// <summary>Edges as <c>from -kind-> to</c>, those of ownership left out, sorted.</summary>
    public static IReadOnlyList<string> Said(this IEnumerable<LineageEdge> edges) =>
        [.. edges.Where(e => !e.Owns).Select(e => $"{e.From} -{e.Kind}-> {e.To}").Order(StringComparer.Ordinal)];

    public static LineageEdge To(this LineageGraph graph, string id) => Assert.Single(graph.In(id), e => !e.Owns);

    public static Closure From(this LineageGraph graph, params IEnumerable<string> seeds) =>
        Closure.Of(graph, seeds.Select(s => new Seed(s)));
}
