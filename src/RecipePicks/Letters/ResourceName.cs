using System.Text.Encodings.Web;
using System.Text.Json;

namespace RecipePicks.Letters;

/// <summary>
/// What a lead is called in the parameters of a call: its ARN in full, and the id or name that most calls take instead.
/// </summary>
internal sealed class ResourceName
{
    private static readonly Dictionary<string, string> TypeByMember = new()
    {
        ["userName"] = "user",
        ["roleName"] = "role",
        ["groupName"] = "group",
        ["policyName"] = "policy",
        ["instanceProfileName"] = "instance-profile",
    };

    private readonly Arn? _arn;
    private readonly HashSet<string> _names;

    private ResourceName(string lead, Arn? arn, string name, string? container)
    {
        Lead = lead;
        _arn = arn;
        Name = name;
        Container = container;
        _names = [lead, name];
    }

    /// <summary>The lead's text.</summary>
    public string Lead { get; }

    /// <summary>The name to look for; every other form holds it.</summary>
    public string Name { get; }

    /// <summary>What must be named beside it, because its name alone says too little: an S3 object's bucket.</summary>
    public string? Container { get; }

    /// <summary>Takes a lead apart.</summary>
    /// <param name="lead">An id, a name or an ARN.</param>
    public static ResourceName Of(string lead)
    {
        if (Arn.TryParse(lead) is not { } arn)
        {
            // An ARN's end, as people write it: of any account.
            return Typed(lead) is { } typed
                ? new ResourceName(lead, typed, typed.ResourceName, null)
                : new ResourceName(lead, null, lead, null);
        }

        // Most ARNs end in what the API takes. These do not.
        var slash = arn.Resource.IndexOf('/');
        return arn.Service switch
        {
            // "root" is the name of nothing: the account's root user is only ever told by its ARN.
            "iam" when arn.Resource == "root" => Named(lead),
            // A session's own name is anybody's: that of its role belongs to it.
            "sts" => Named(arn.Resource),
            "s3" when slash > 0 => new ResourceName(lead, arn, arn.Resource[(slash + 1)..], arn.Resource[..slash]),
            "logs" when arn.ResourceType == "log-group" => Named(arn.ResourceId.Split(':')[0]),
            "lambda" when arn.ResourceType == "function" => Named(arn.ResourceId.Split(':')[0]),
            "dynamodb" when arn.ResourceType == "table" => Named(arn.ResourceId.Split('/')[0]),
            "kms" when arn.ResourceType == "alias" => Named(arn.Resource),
            "ssm" when arn.ResourceType == "parameter" => Named(arn.ResourceId),
            _ => Named(arn.ResourceName.Length > 0 ? arn.ResourceName : arn.Resource),
        };

        ResourceName Named(string name) => new(lead, arn, name, null);
    }

    /// <summary>The end of a user's, role's, group's or instance profile's ARN; null for another text.</summary>
    /// <param name="lead">The text: <c>role/deploy</c>.</param>
    internal static Arn? Typed(string lead) =>
        lead.IndexOf('/') is > 0 and var slash
        && TypeByMember.ContainsValue(lead[..slash])
        && lead[^1] != '/'
        && lead[..slash] != "policy"
            ? new Arn("aws", "iam", "", "", lead)
            : null;

    /// <summary>Whether a value names it and nothing else.</summary>
    /// <param name="value">A value of a call's parameters.</param>
    /// <param name="member">The member that holds it: <c>userName</c>.</param>
    /// <param name="account">The account that received the event, or null.</param>
    /// <param name="region">The region that the call was made in, or null.</param>
    public bool IsNamedBy(string value, string member, string? account, string? region = null)
    {
        if (value == Lead)
        {
            return true;
        }

        if (Arn.TryParse(value) is { } other)
        {
            return _arn is null
                ? Of(value)._names.Contains(Name) || other.ResourceName == Name
                : other.Service == _arn.Service
                    && (_arn.Account.Length == 0 || other.Account == _arn.Account)
                    && other.Region == _arn.Region
                    && other.ResourceType == _arn.ResourceType
                    && (Of(value).Container ?? "") == (Container ?? "")
                    && Of(value).Name == Name;
        }

        var bare = value.Contains("://", StringComparison.Ordinal) ? value[(value.LastIndexOf('/') + 1)..] : value;
        return (_names.Contains(bare.TrimStart('/')) || _names.Contains(bare))
            && !IsElsewhere(account, region)
            && !IsOtherType(member);
    }

    /// <summary>Whether a longer text mentions it, as a name of its own and not as a part of another name.</summary>
    /// <param name="text">The text.</param>
    public bool IsMentionedIn(string text)
    {
        for (var at = 0; (at = text.IndexOf(Name, at, StringComparison.Ordinal)) >= 0; at++)
        {
            if (!Continues(text, at - 1) && !Continues(text, at + Name.Length) && !IsInAnotherArn(text, at))
            {
                return true;
            }
        }

        return false;

        static bool Continues(string text, int at) =>
            at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '-' or '_');
    }

    /// <summary>
    /// What to search JSON text for, so that no spelling of the name is missed: writers differ in what they escape, so
    /// it is the longest part that nobody escapes. Whether a hit is the name is told by reading the JSON.
    /// </summary>
    /// <param name="name">The name.</param>
    public static string InsideJson(string name)
    {
        var parts = name.Split([.. name.Where(IsEscapedBySome).Distinct()]);
        var longest = parts.MaxBy(p => p.Length) ?? "";
        return longest.Length >= Math.Min(3, name.Length)
            ? longest
            : JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

        static bool IsEscapedBySome(char c) =>
            c is < ' ' or > '~' or '"' or '\\' or '\'' or '<' or '>' or '&' or '+' or '`';
    }

    /// <summary>Whether a resource that was found may be it: its name is in the lead's account and region, as far as they are known.</summary>
    /// <param name="type">The resource's type, as AWS Config calls it.</param>
    /// <param name="account">Its account, or null.</param>
    /// <param name="region">Its region, or null.</param>
    public bool MayBe(string type, string? account, string? region) =>
        !IsElsewhere(account, region)
        && (
            _arn?.Service != "iam"
            || !TypeByMember.ContainsValue(_arn.ResourceType)
            || type.EndsWith(
                "::" + _arn.ResourceType.Replace("-", "", StringComparison.Ordinal),
                StringComparison.OrdinalIgnoreCase
            )
        );

    // A bare name in another account or region, or of another type, is another thing of the same name. EC2's ids are unique.
    private bool IsElsewhere(string? account, string? region) =>
        _arn is not null
        && (
            Differ(_arn.Account, account)
            || (_arn.Service is not ("ec2" or "iam" or "s3") && Differ(_arn.Region, region))
        );

    private static bool Differ(string one, string? other) => one.Length > 0 && other is { Length: > 0 } && one != other;

    private bool IsOtherType(string member) =>
        _arn?.Service == "iam" && TypeByMember.TryGetValue(member, out var type) && type != _arn.ResourceType;

    /// <summary>Whether a place in a text is within an ARN of another account.</summary>
    private bool IsInAnotherArn(string text, int at)
    {
        if (_arn is null)
        {
            return false;
        }

        var (from, to) = (at, at + Name.Length);
        while (from > 0 && IsOfArn(text[from - 1]))
        {
            from--;
        }

        while (to < text.Length && IsOfArn(text[to]))
        {
            to++;
        }

        var start = text.IndexOf("arn:", from, to - from, StringComparison.Ordinal);
        return start >= 0
            && start <= at
            && Arn.TryParse(text[start..to]) is { } other
            && Differ(_arn.Account, other.Account);

        static bool IsOfArn(char c) =>
            char.IsLetterOrDigit(c) || c is ':' or '/' or '_' or '+' or '=' or '.' or '@' or '-';
    }
}
