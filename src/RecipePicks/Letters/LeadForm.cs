using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace RecipePicks.Letters;

/// <summary>Reads a lead by its form alone, without asking the evidence.</summary>
public static partial class LeadForm
{
    private const RegexOptions Plain = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    /// <summary>Says what a text is when its form tells.</summary>
    /// <param name="text">What the responder gave.</param>
    /// <returns>The lead; null for a bare name, which may be a user, role, session or resource.</returns>
    public static Lead? Recognise(string text)
    {
        var value = text.Trim();
        return KindOf(value) is { } kind ? new Lead(kind, value) : null;
    }

    /// <summary>
    /// What a text that was given in the wrong case can only mean: AWS's access keys and unique ids are upper case, the ids that
    /// it generates for resources and events lower case.
    /// </summary>
    /// <param name="text">What the responder gave.</param>
    /// <returns>The lead as AWS writes it; null when the text is right as it is, or its form says nothing in any case.</returns>
    public static Lead? Meant(string text)
    {
        var value = text.Trim();
        var (upper, lower) = (value.ToUpperInvariant(), value.ToLowerInvariant());
        var colon = value.IndexOf(':');
        var meant =
            Key().IsMatch(upper) || OtherUniqueId().IsMatch(upper) ? upper
            : PrincipalId().IsMatch(colon < 0 ? upper : upper[..colon]) && Arn.TryParse(value) is null
                ? upper[..(colon < 0 ? upper.Length : colon)] + (colon < 0 ? "" : value[colon..])
            : Uuid().IsMatch(lower) || LongId().IsMatch(lower) || ShortId().IsMatch(lower) ? lower
            : value;
        return meant == value ? null : Recognise(meant);
    }

    /// <summary>An account id that a spreadsheet has turned into a number: <c>4.9E+11</c>. It names no account.</summary>
    /// <param name="text">The text.</param>
    public static bool IsMangledAccount(string? text) => text is not null && Mangled().IsMatch(text);

    /// <summary>The form of S3's request ids; other services' are UUIDs.</summary>
    /// <param name="text">The text.</param>
    internal static bool MayBeRequest(string text) => S3Request().IsMatch(text);

    /// <summary>Twelve digits.</summary>
    /// <param name="text">The text.</param>
    public static bool IsAccount(string? text) => Arn.IsAccount(text);

    /// <summary>An IPv4 or IPv6 address, in the way that CloudTrail writes it; a service's name is none.</summary>
    /// <param name="text">The text.</param>
    public static bool IsAddress(string? text) =>
        text is not null
        && (DottedQuad().IsMatch(text) || text.Contains(':'))
        && IPAddress.TryParse(text, out _)
        && !text.Contains('[');

    /// <summary>Whether CloudTrail means one of AWS's services by a source address: its name, or <c>AWS Internal</c>.</summary>
    /// <param name="text">The text; what is no address either is only what the log says.</param>
    public static bool IsService(string? text) => text == "AWS Internal" || Lineage.Names.IsService(text);

    /// <summary>The ways in which programs write an address: an IPv6 address has several, of which logs hold any.</summary>
    /// <param name="address">An address.</param>
    /// <returns>Itself first; then the shortest form (RFC 5952), all groups, and all digits, in both cases.</returns>
    public static IReadOnlyList<string> Spellings(string address)
    {
        if (!IPAddress.TryParse(address, out var ip) || ip.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return [address];
        }

        var groups = ip.GetAddressBytes().Chunk(2).Select(b => (b[0] << 8) | b[1]).ToList();
        string[] forms =
        [
            ip.ToString(),
            string.Join(':', groups.Select(g => g.ToString("x", CultureInfo.InvariantCulture))),
            string.Join(':', groups.Select(g => g.ToString("x4", CultureInfo.InvariantCulture))),
        ];
        return [.. forms.Prepend(address).Concat(forms.Select(f => f.ToUpperInvariant())).Distinct()];
    }

    /// <summary>An EC2 instance's id, which is also the session name of its role's credentials.</summary>
    /// <param name="text">The text.</param>
    public static bool IsInstance(string? text) => Lineage.Names.IsInstance(text);

    private static LeadKind? KindOf(string text) =>
        Arn.TryParse(text) is { } arn ? (IsPrincipal(arn) ? LeadKind.Principal : LeadKind.Resource)
        : Key().IsMatch(text) ? LeadKind.AccessKey
        : PrincipalId().IsMatch(text) ? LeadKind.Principal
        : IsAccount(text) ? LeadKind.Principal
        : Uuid().IsMatch(text) ? LeadKind.Event
        : IsAddress(text) ? LeadKind.Ip
        : LongId().IsMatch(text) || ShortId().IsMatch(text) || OtherUniqueId().IsMatch(text) ? LeadKind.Resource
        : null;

    private static bool IsPrincipal(Arn arn) =>
        arn is { Service: "iam" or "sts", Resource: "root" }
        || (arn.Service == "iam" && arn.ResourceType is "user" or "role")
        || (arn.Service == "sts" && arn.ResourceType is "assumed-role" or "federated-user");

    // Access keys: AKIA long-lived, ASIA temporary, ABIA bearer tokens of services, ACCA context-specific.
    // Source: IAM User Guide, "Unique identifiers"; the other prefixes below are from there too.
    [GeneratedRegex("^(AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,124}$", Plain)]
    private static partial Regex Key();

    [GeneratedRegex(@"^(AIDA|AROA)[A-Z0-9]{12,124}(:[\w+=,.@-]+)?$", Plain)]
    private static partial Regex PrincipalId();

    [GeneratedRegex("^(AGPA|AIPA|ANPA|ANVA|APKA|ASCA)[A-Z0-9]{12,124}$", Plain)]
    private static partial Regex OtherUniqueId();

    [GeneratedRegex(@"^[0-9][.,][0-9]+[eE]\+?1[01]$", Plain)]
    private static partial Regex Mangled();

    [GeneratedRegex("^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$", Plain)]
    private static partial Regex Uuid();

    [GeneratedRegex("^[0-9A-Z]{16}$", Plain)]
    private static partial Regex S3Request();

    [GeneratedRegex(@"^([0-9]{1,3}\.){3}[0-9]{1,3}$", Plain)]
    private static partial Regex DottedQuad();

    // EC2's long ids: any prefix, seventeen hexadecimal digits.
    [GeneratedRegex("^[a-z]{1,12}(-[a-z]{1,12}){0,3}-[0-9a-f]{17}$", Plain)]
    private static partial Regex LongId();

    // The short ones are too easily a name, so their prefixes are listed.
    [GeneratedRegex(
        "^(acl|ami|cgw|dopt|eipalloc|eipassoc|eni|eni-attach|fl|fs|i|igw|import-ami|import-snap|key|lt|nat|pcx|r|rtb|"
            + "rtbassoc|sg|sgr|snap|spot|subnet|tgw|vgw|vol|vpc|vpce|vpn)-[0-9a-f]{8}$",
        Plain
    )]
    private static partial Regex ShortId();
}
