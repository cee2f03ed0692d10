using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RecipePicks.Iam.Policies;

/// <summary>A range of addresses in CIDR notation (RFC 4632, RFC 4291); one address is a range of one.</summary>
/// <param name="IsV6">Whether it is of IPv6.</param>
/// <param name="First">The first address as a number.</param>
/// <param name="Last">The last address as a number.</param>
public readonly record struct AddressRange(bool IsV6, UInt128 First, UInt128 Last)
{
    /// <summary>Whether it is one address.</summary>
    public bool IsSingle => First == Last;

    /// <summary>Whether all of another range lies in it.</summary>
    /// <param name="other">The other.</param>
    public bool Contains(AddressRange other) => IsV6 == other.IsV6 && First <= other.First && other.Last <= Last;

    /// <summary>Reads an address or a range; bits beyond the prefix do not count.</summary>
    /// <param name="text"><c>203.0.113.0/24</c>, <c>2001:db8::/32</c>, <c>198.51.100.7</c>.</param>
    /// <returns>The range, or null.</returns>
    public static AddressRange? TryParse(string text)
    {
        var slash = text.IndexOf('/');
        var head = slash < 0 ? text : text[..slash];
        // .NET also takes 1.2, 0x7f.1 and scopes, which are no addresses here.
        if (
            !IPAddress.TryParse(head, out var address)
            || head.Contains('%')
            || head.Contains('[')
            || (address.AddressFamily == AddressFamily.InterNetwork && head != address.ToString())
        )
        {
            return null;
        }

        var isV6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        var bits = isV6 ? 128 : 32;
        var prefix = bits;
        if (
            slash >= 0
            && (
                !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix)
                || prefix > bits
            )
        )
        {
            return null;
        }

        var number = UInt128.Zero;
        foreach (var part in address.GetAddressBytes())
        {
            number = (number << 8) | part;
        }

        var host = prefix == 0 && isV6 ? UInt128.MaxValue : (UInt128.One << (bits - prefix)) - 1;
        return new AddressRange(isV6, number & ~host, number | host);
    }

    /// <summary>The first address, as it is written.</summary>
    public string FirstAddress()
    {
        var bytes = new byte[IsV6 ? 16 : 4];
        var rest = First;
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            bytes[i] = (byte)(rest & 0xFF);
            rest >>= 8;
        }

        return new IPAddress(bytes).ToString();
    }
}
