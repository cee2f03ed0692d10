using RecipePicks.Engines;

namespace RecipePicks.Letters;

/// <summary>One identity with one key: who it is and how it was used.</summary>
internal sealed record IdentityUse
{
    /// <summary>The columns of the contract's table, and ours to their right.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        .. new[] { "arn", "type", "accesskeyid", "calls", "first", "last", "addresses", "useragents" },
        .. new[] { "principalid", "accountid", "username", "issuer", "invokedby", "mfa", "sessions", "behind" },
    ];

    /// <summary>userIdentity.arn.</summary>
    public string? Arn { get; init; }

    /// <summary>userIdentity.type.</summary>
    public string? Type { get; init; }

    /// <summary>userIdentity.accessKeyId.</summary>
    public string? Key { get; init; }

    /// <summary>userIdentity.principalId.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>userIdentity.accountId as the log has it.</summary>
    public string? Account { get; init; }

    /// <summary>userIdentity.userName.</summary>
    public string? UserName { get; init; }

    /// <summary>The ARN of the role that issued the session.</summary>
    public string? Issuer { get; init; }

    /// <summary>How many calls.</summary>
    public long Calls { get; init; }

    /// <summary>The first call's time.</summary>
    public string? First { get; init; }

    /// <summary>The last call's time.</summary>
    public string? Last { get; init; }

    /// <summary>Source addresses, sorted.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>User agents, sorted.</summary>
    public IReadOnlyList<string> UserAgents { get; init; } = [];

    /// <summary>Services that called on its behalf, sorted.</summary>
    public IReadOnlyList<string> InvokedBy { get; init; } = [];

    /// <summary>What the sessions said of MFA.</summary>
    public IReadOnlyList<string> Mfa { get; init; } = [];

    /// <summary>When its sessions were created.</summary>
    public IReadOnlyList<string> Sessions { get; init; } = [];

    /// <summary>Its first events.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>What stands for the identity when events are put together: the ARN, else the unique id, else the service.</summary>
    public string? Identity => Arn ?? PrincipalId ?? (InvokedBy.Count > 0 ? InvokedBy[0] : null);

    /// <summary>Who it is, in words.</summary>
    public string Words =>
        Who.Is(Type, Arn, PrincipalId, Account, UserName, InvokedBy.Count > 0 ? string.Join(", ", InvokedBy) : null);

    /// <summary>Reads a row of <c>Identity/identities.sql</c>.</summary>
    public static IdentityUse Of(QueryRow row) =>
        new()
        {
            Arn = row.Text("arn"),
            Type = row.Text("type"),
            Key = row.Text("accesskeyid"),
            PrincipalId = row.Text("principalid"),
            Account = row.Text("accountid"),
            UserName = row.Text("username"),
            Issuer = row.Text("issuer"),
            Calls = row.Count("calls"),
            First = row.Text("first"),
            Last = row.Text("last"),
            Addresses = Wording.Sorted(row, "addresses"),
            UserAgents = Wording.Sorted(row, "useragents"),
            InvokedBy = Wording.Sorted(row, "invokedby"),
            Mfa = Wording.Sorted(row, "mfa"),
            Sessions = Wording.Sorted(row, "sessions"),
            Evidence = row.List("evidence"),
        };

    /// <summary>Puts single events together by identity and key.</summary>
    public static IEnumerable<IdentityUse> Of(IEnumerable<NamedEvent> events) =>
        events
            .GroupBy(e =>
                (
                    Arn: e.Row.Text("arn"),
                    Type: e.Row.Text("type"),
                    Key: e.Row.Text("accesskeyid") is { Length: > 0 } key ? key : null,
                    PrincipalId: e.Row.Text("principalid"),
                    Account: e.Row.Text("accountid"),
                    // Services have no other name.
                    Service: e.Row.Text("arn") is null ? e.Row.Text("invokedby") : null
                )
            )
            .Select(g => new IdentityUse
            {
                Arn = g.Key.Arn,
                Type = g.Key.Type,
                Key = g.Key.Key,
                PrincipalId = g.Key.PrincipalId,
                Account = g.Key.Account,
                UserName = g.Select(e => e.Row.Text("username")).FirstOrDefault(n => n is not null),
                Issuer = g.Select(e => e.Row.Text("issuer")).FirstOrDefault(n => n is not null),
                Calls = g.Count(),
                First = g.First().Row.Text("eventtime"),
                Last = g.Last().Row.Text("eventtime"),
                Addresses = Distinct(g, "sourceipaddress"),
                UserAgents = Distinct(g, "useragent"),
                InvokedBy = Distinct(g, "invokedby"),
                Mfa = Distinct(g, "mfa"),
                Sessions = Distinct(g, "creationdate"),
                Evidence = [.. g.Select(e => e.EventId).Take(6)],
            })
            .OrderByDescending(u => u.Calls)
            .ThenBy(u => u.Arn, StringComparer.Ordinal)
            .ThenBy(u => u.First, StringComparer.Ordinal)
            .ThenBy(u => u.Key, StringComparer.Ordinal)
            .ThenBy(u => u.Identity, StringComparer.Ordinal);

    /// <summary>Its cells in the table.</summary>
    /// <param name="behind">The first human or key behind it; null when that is itself.</param>
    public IReadOnlyList<object?> Cells(string? behind) =>
        [
            .. new object?[]
            {
                Arn,
                Type,
                Key,
                Calls,
                First,
                Last,
                Wording.Whole(Addresses),
                Wording.Whole(UserAgents),
            },
            .. new object?[] { PrincipalId, Who.AccountCell(Account) },
            .. new object?[]
            {
                UserName,
                Issuer,
                Wording.Cell(InvokedBy),
                Wording.Cell(Mfa),
                Wording.Cell(Sessions, 3),
                behind,
            },
        ];

    private static List<string> Distinct(IEnumerable<NamedEvent> events, string column) =>
        [
            .. events
                .Select(e => e.Row.Text(column))
                .OfType<string>()
                .Where(v => v.Length > 0)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
}
