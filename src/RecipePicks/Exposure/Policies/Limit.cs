using System.Net;

namespace RecipePicks.Exposure.Policies;

/// <summary>How a condition narrows who gets in.</summary>
internal enum Narrows
{
    /// <summary>It asks for something else than who calls.</summary>
    Not,

    /// <summary>To certain callers.</summary>
    To,

    /// <summary>It may, but this judge cannot say to whom.</summary>
    Perhaps,
}

/// <summary>What a condition leaves of everyone.</summary>
/// <param name="How">Whether it narrows.</param>
/// <param name="Left">To whom, when it does: one grant for each value.</param>
/// <remarks>
/// Only fixed values narrow, as in Amazon S3's meaning of public ("Blocking public access to your Amazon S3 storage"):
/// wildcards and variables do not, and ranges wider than /8 (IPv6: /32) are the world.
/// </remarks>
internal sealed record Limit(Narrows How, IReadOnlyList<Grant> Left)
{
    private static readonly Limit None = new(Narrows.Not, []);
    private static readonly Limit Perhaps = new(Narrows.Perhaps, []);

    /// <summary>What a condition of an Allow leaves.</summary>
    public static Limit OfAllow(PolicyCondition condition, ExposureContext about, string why) =>
        Of(condition, about, why, negated: false);

    /// <summary>What a condition of a Deny leaves: whom it spares.</summary>
    public static Limit OfDeny(PolicyCondition condition, ExposureContext about, string why) =>
        Of(condition, about, why, negated: true);

    /// <summary>Whether a range is so wide that it is the world.</summary>
    public static bool IsWorld(string range) =>
        Range(range) is { } network
        && (network.BaseAddress.GetAddressBytes().Length == 4 ? network.PrefixLength < 8 : network.PrefixLength < 32);

    /// <summary>Whether a text is an address or a range of them.</summary>
    public static bool IsRange(string text) => Range(text) is not null;

    /// <summary>Whether a range holds private addresses only (RFC 1918, RFC 6598, loopback, link-local, RFC 4193).</summary>
    public static bool IsInternal(string range) =>
        Range(range) is { } network
        && Internal.Any(i => i.PrefixLength <= network.PrefixLength && i.Contains(network.BaseAddress));

    private static readonly IPNetwork[] Internal =
    [
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"),
    ];

    private static IPNetwork? Range(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var bits = 0;
        if (
            !IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address)
            || (slash >= 0 && !int.TryParse(text[(slash + 1)..], out bits))
        )
        {
            return null;
        }

        var length = address.GetAddressBytes().Length * 8;
        bits = slash < 0 ? length : bits;
        return bits < 0 || bits > length ? null : new IPNetwork(Masked(address, bits), bits);
    }

    private static IPAddress Masked(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(bits - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }

        return new IPAddress(bytes);
    }

    private static Limit Of(PolicyCondition condition, ExposureContext about, string why, bool negated)
    {
        var says = ConditionKeys.Of(condition.Key);
        if (says == KeySays.Nothing)
        {
            return None;
        }

        var op = condition.Operator[(condition.Operator.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var missingHolds =
            op.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase)
            || condition.Operator.StartsWith("ForAllValues:", StringComparison.OrdinalIgnoreCase);
        op = op.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase) ? op[..^"IfExists".Length] : op;
        var excludes = op.Contains("Not", StringComparison.OrdinalIgnoreCase);
        if (says == KeySays.Unknown || op.Equals("Null", StringComparison.OrdinalIgnoreCase))
        {
            return Perhaps;
        }

        if (says == KeySays.Service)
        {
            return negated ? None : Perhaps;
        }

        // "Everyone but these" leaves everyone; an Allow that also holds when the key is missing may let anonymous calls in.
        return excludes != negated ? None
            : missingHolds && !negated ? Perhaps
            : To([.. condition.Values.Select(v => One(says, condition.Key, v, about, why))]);
    }

    private static Limit To(IReadOnlyList<Grant?> left) =>
        left.Count == 0 || left.Contains(null) ? Perhaps : new Limit(Narrows.To, [.. left.OfType<Grant>()]);

    // Null: the value is not fixed, so it narrows to nobody in particular.
    private static Grant? One(KeySays says, string key, string value, ExposureContext about, string why)
    {
        var asks = $"{why}, if {key} is {value}";
        var isFixed = !value.Contains('*') && !value.Contains('?') && !value.Contains("${", StringComparison.Ordinal);
        return says switch
        {
            KeySays.Account => isFixed ? Grant.Account(value, about, asks) : null,
            KeySays.Organization => value.StartsWith("o-", StringComparison.Ordinal)
            && !value.Split('/')[0].Contains('*')
            && !value.Split('/')[0].Contains('?')
                ? new Grant(Verdict.External, $"organization {value}", asks)
                : null,
            KeySays.Arn => Arn.TryParse(value) is { } arn ? OfArn(arn, value, about, asks) : null,
            KeySays.Address => IsWorld(value) ? Grant.Everyone(asks)
            : Range(value) is null ? null
            : new Grant(Verdict.External, value, asks),
            KeySays.Network => isFixed
                ? new Grant(Verdict.External, value is "true" ? "whoever reaches a mount target" : value, asks)
                : null,
            _ => null,
        };
    }

    private static Grant? OfArn(Arn arn, string value, ExposureContext about, string why) =>
        arn.Account.Contains('*') || arn.Account.Contains('?') || arn.Account.Contains("${", StringComparison.Ordinal)
            ? null
        : arn.Account.Length > 0 ? Grant.Account(arn.Account, about, why, value)
        : arn.Resource.StartsWith('*') ? null
        : Grant.Unclear($"{why}; whose that is the ARN does not say", value);
}
