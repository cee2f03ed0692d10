using System.Buffers;
using System.Text.RegularExpressions;

namespace RecipePicks.Lineage;

/// <summary>What kind of node an id is of, and what people call it.</summary>
internal static partial class Names
{
    private const string Tagged = "instances with "; // SendCommand takes tags instead of ids

    private const RegexOptions Plain = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    private static readonly SearchValues<char> KeyLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Everybody: a grant to <c>*</c>.</summary>
    public const string Everybody = "*";

    /// <summary>
    /// An id in the one form that all calls share: a user's, role's or group's path is left out, since most calls name
    /// them without it and names are unique in an account whatever their path; and so is what follows a stack's name.
    /// </summary>
    /// <remarks>Source: IAM User Guide, "IAM identifiers"; AWS CloudFormation API Reference, DeleteStack.</remarks>
    public static string Canonical(string id)
    {
        if (id.Contains(":stack/", StringComparison.Ordinal) && Arn.TryParse(id) is { Service: "cloudformation" } stack)
        {
            return id[..(id.Length - stack.Resource.Length)] + string.Join('/', stack.Resource.Split('/').Take(2));
        }

        if (
            !id.StartsWith("arn:", StringComparison.Ordinal)
            || !id.Contains(":iam::", StringComparison.Ordinal)
            || id.IndexOf('/') == id.LastIndexOf('/')
        )
        {
            return id;
        }

        var hash = id.IndexOf('#');
        var (name, rest) = hash < 0 ? (id, "") : (id[..hash], id[hash..]);
        var path = WithPath().Match(name);
        return path.Success ? $"{path.Groups["type"].Value}/{name[(name.LastIndexOf('/') + 1)..]}{rest}" : id;
    }

    /// <summary>A caller that its record does not name.</summary>
    public const string Nobody = "nobody named";

    /// <summary>What stands after a user's ARN where its password for the console is meant.</summary>
    public const string Password = "#password";

    /// <summary>Whether an id is of a user's password for the console.</summary>
    public static bool IsPassword(string id) => id.EndsWith(Password, StringComparison.Ordinal);

    /// <summary>
    /// A key id or unique id; null where a log that was made public hides its letters behind asterisks, for then it is the
    /// same for everybody.
    /// </summary>
    public static string? Unmasked(string? id) => id?.Contains('*') == true ? null : id;

    /// <summary>The principal that a caller is, whatever its session and key.</summary>
    public static string OfCaller(LineageCaller caller) =>
        caller switch
        {
            { Arn: { Length: > 0 } arn } => Canonical(arn),
            { Type: "AWSService", InvokedBy: { Length: > 0 } service } => service,
            { Type: "IAMUser", UserName: { Length: > 0 } user, Account: { Length: > 0 } account } =>
                $"arn:aws:iam::{account}:user/{user}",
            { Type: "SAMLUser", UserName: { Length: > 0 } user } => $"saml {user}",
            { OnBehalfOf: { Length: > 0 } person } => $"identity-center {person}",
            { PrincipalId: { Length: > 0 } id } => id,
            { InvokedBy: { Length: > 0 } service } => service,
            { UserName: { Length: > 0 } user } => user,
            { Account: { Length: > 0 } account } => account,
            _ => Nobody,
        };

    /// <summary>The contract's kind of a node by its id.</summary>
    public static string KindOf(string id) =>
        IsLongLivedKey(id) || IsOtherCredential(id) ? "access-key"
        : IsTemporaryKey(id) || IsSession(id) ? "session"
        : IsAddress(id) ? "address"
        : IsWorkload(id) ? "workload"
        : "principal";

    /// <summary>A key that lasts until it is deleted: AKIA…</summary>
    public static bool IsLongLivedKey(string? id) => IsKey(id, "AKIA");

    /// <summary>A key of a session: ASIA…</summary>
    public static bool IsTemporaryKey(string? id) => IsKey(id, "ASIA");

    /// <summary>An instance's id, its own or as a session's name; <c>mi-</c> is a managed node.</summary>
    public static bool IsInstance(string? id) =>
        id.AsSpan(id is ['m', ..] ? 1 : 0) is ['i', '-', .. { Length: 8 or 17 } digits]
        && !digits.ContainsAnyExcept(HexDigits);

    /// <summary>Twelve digits.</summary>
    public static bool IsAccount(string? id) => id is { Length: 12 } && !id.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <summary>An address, not a service's name.</summary>
    public static bool IsAddress(string? text) =>
        text is not null
        && (text.Contains(':') || (text is [>= '0' and <= '9', ..] && Quad().IsMatch(text)))
        && System.Net.IPAddress.TryParse(text, out _);

    /// <summary>The name of an AWS service: <c>ec2.amazonaws.com</c>.</summary>
    public static bool IsService(string? id) =>
        id is not null
        && id.EndsWith(".amazonaws.com", StringComparison.Ordinal)
        && !id.Contains('/')
        && !id.Contains(' ');

    /// <summary>The role that a session ARN is of, as an IAM ARN; null for another.</summary>
    public static string? RoleOf(string? sessionArn) =>
        sessionArn?.Contains(":assumed-role/", StringComparison.Ordinal) == true
        && Arn.TryParse(sessionArn) is { Service: "sts", ResourceType: "assumed-role" } arn
            ? $"arn:{arn.Partition}:iam::{arn.Account}:role/{arn.ResourceId.Split('/')[0]}"
            : null;

    /// <summary>A session's name: what stands after the role, or after the unique id.</summary>
    public static string? SessionName(string? arn, string? principalId) =>
        Arn.TryParse(arn) is { ResourceType: "assumed-role" or "federated-user" } session ? session.ResourceName
        : principalId?.IndexOf(':') is > 0 and var at ? principalId[(at + 1)..]
        : null;

    /// <summary>What people call a node.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="arn">The ARN that is known of it besides.</param>
    public static string Label(string id, string? arn = null)
    {
        var hash = id.IndexOf('#');
        if (hash > 0)
        {
            return $"{id[(hash + 1)..]} of {Label(id[..hash])}";
        }

        var read = Arn.TryParse(arn ?? id.Split(' ')[0]);
        return read switch
        {
            null when id == Everybody => "everybody",
            null when IsAccount(id) => $"account {id}",
            null => id,
            { Resource: "root" } => $"root of {read.Account}",
            { Service: "sts" } => $"session {read.ResourceId}",
            { Service: "iam", ResourceType: "user" or "role" or "group" } => $"{read.ResourceType} {read.ResourceName}",
            { Service: "iam", ResourceType: "saml-provider" }
                when read.ResourceId.Split('/', 2) is [var provider, var user] => $"{user} by SAML provider {provider}",
            { Service: "lambda" } => $"function {read.ResourceId}",
            _ => $"{read.Service} {read.Resource}",
        };
    }

    // A prefix that tells the kind, then 8 to 124 capital letters and digits.
    private static bool IsKey(string? id, string prefix) =>
        id is { Length: >= 12 and <= 128 }
        && id.StartsWith(prefix, StringComparison.Ordinal)
        && !id.AsSpan(prefix.Length).ContainsAnyExcept(KeyLetters);

    private static bool IsOtherCredential(string id) =>
        IsPassword(id)
        || IsKey(id, "ACCA")
        || IsKey(id, "APKA")
        || IsKey(id, "ABIA")
        || (id.StartsWith("key-", StringComparison.Ordinal) && KeyPair().IsMatch(id));

    private static bool IsSession(string id) =>
        (id.Contains(' ') && WithTime().IsMatch(id))
        || (Arn.TryParse(id) is { Service: "sts", ResourceType: "assumed-role" or "federated-user" });

    private static bool IsWorkload(string id) =>
        IsInstance(id)
        || id.StartsWith(Tagged, StringComparison.Ordinal)
        || (id.StartsWith("lt-", StringComparison.Ordinal) && Template().IsMatch(id))
        || (Arn.TryParse(id) is { } arn && arn.Service is not ("iam" or "sts" or "rolesanywhere"));

    [GeneratedRegex("^(?<type>arn:[^:]+:iam::[^:]*:(user|role|group|instance-profile))/.+/", Plain)]
    private static partial Regex WithPath();

    [GeneratedRegex("^key-[0-9a-f]{8,17}$", Plain)]
    private static partial Regex KeyPair();

    [GeneratedRegex(" [0-9]{4}-[0-9]{2}-[0-9]{2}T", Plain)]
    private static partial Regex WithTime();

    [GeneratedRegex("^lt-[0-9a-f]{8,17}$", Plain)]
    private static partial Regex Template();

    [GeneratedRegex(@"^([0-9]{1,3}\.){3}[0-9]{1,3}$", Plain)]
    private static partial Regex Quad();
}
