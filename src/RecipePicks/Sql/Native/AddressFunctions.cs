using System.Net;
using System.Net.Sockets;
using RecipePicks.DuckDb;
using static RecipePicks.Sql.Native.NativeFunction;

namespace RecipePicks.Sql.Native;

/// <summary>IPADDRESS: sixteen bytes, IPv4 mapped into IPv6, so that they sort as Trino sorts them.</summary>
internal static class AddressFunctions
{
    public static IReadOnlyList<DuckScalarFunction> List { get; } =
    [
        Of("picks_to_address", "v:x", (a, r, row) => r.SetBlob(row, Bytes(a[0].GetString(row)!))),
        Of("picks_try_to_address", "v:x", TryTo),
        Of("picks_address_text", "x:v", (a, r, row) => r.SetString(row, Text(a[0].GetBlob(row)))),
        Of("picks_address_of_bytes", "x:x", OfBytes),
        Of("picks_network_contains", "vx:b", Contains),
        Of("picks_prefix", "xi:v", (a, r, row) => r.SetString(row, Prefix(a[0].GetBlob(row), a[1].GetInt64(row)))),
    ];

    /// <summary>An address's sixteen bytes.</summary>
    /// <exception cref="FormatException">The text is no address.</exception>
    public static byte[] Bytes(string text) =>
        TryBytes(text) ?? throw new FormatException($"Cannot cast value to IPADDRESS: {text}");

    /// <summary>An address's sixteen bytes; null if the text is none: names of services are common where addresses stand.</summary>
    private static byte[]? TryBytes(string text)
    {
        // .NET also takes 1, 1.2 and 010.0.0.1; Trino does not.
        var plain =
            text.Contains(':', StringComparison.Ordinal)
            || text.Split('.') is { Length: 4 } parts
                && parts.All(p => p.Length is > 0 and < 4 && (p.Length == 1 || p[0] != '0'));
        return plain && !text.Contains('%', StringComparison.Ordinal) && IPAddress.TryParse(text, out var address)
            ? address.MapToIPv6().GetAddressBytes()
            : null;
    }

    private static void TryTo(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        if (TryBytes(arguments[0].GetString(row)!) is { } bytes)
        {
            result.SetBlob(row, bytes);
        }
    }

    /// <summary>An address as text.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        var address = new IPAddress(bytes);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString() : Ipv6(bytes);
    }

    /// <summary>RFC 5952, without the dotted ends that .NET writes for some.</summary>
    private static string Ipv6(ReadOnlySpan<byte> bytes)
    {
        var groups = new int[8];
        for (var i = 0; i < 8; i++)
        {
            groups[i] = (bytes[2 * i] << 8) | bytes[(2 * i) + 1];
        }

        var (longest, at) = (1, -1);
        for (var i = 0; i < 8; i++)
        {
            var run = groups.Skip(i).TakeWhile(g => g == 0).Count();
            (longest, at) = run > longest ? (run, i) : (longest, at);
        }

        string Joined(IEnumerable<int> some) => string.Join(':', some.Select(g => g.ToString("x")));
        return at < 0 ? Joined(groups) : $"{Joined(groups.Take(at))}::{Joined(groups.Skip(at + longest))}";
    }

    private static void OfBytes(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var bytes = arguments[0].GetBlob(row);
        result.SetBlob(
            row,
            bytes.Length switch
            {
                16 => bytes,
                4 => new IPAddress(bytes).MapToIPv6().GetAddressBytes(),
                _ => throw new FormatException($"Invalid IP address binary length: {bytes.Length}"),
            }
        );
    }

    private static void Contains(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var network = Network.Of(arguments[0].GetUtf8(row));
        result.SetBoolean(row, Same(network.Prefix, arguments[1].GetBlob(row), network.Bits));
    }

    /// <summary>A network: the first bits of its addresses.</summary>
    private sealed record Network(byte[] Text, byte[] Prefix, int Bits)
    {
        [ThreadStatic]
        private static Network? s_last;

        /// <summary>Reads a CIDR; the last one of a thread is kept.</summary>
        public static Network Of(ReadOnlySpan<byte> text) =>
            s_last is { } last && text.SequenceEqual(last.Text)
                ? last
                : s_last = Read(System.Text.Encoding.UTF8.GetString(text));

        private static Network Read(string network)
        {
            var slash = network.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0 || !int.TryParse(network.AsSpan(slash + 1), out var length))
            {
                throw new FormatException($"Invalid CIDR: {network}");
            }

            var prefix = Bytes(network[..slash]);
            var isFour = IPAddress.Parse(network[..slash]).AddressFamily == AddressFamily.InterNetwork;
            return length < 0 || length > (isFour ? 32 : 128)
                ? throw new FormatException($"Invalid prefix length: {network}")
                : new(System.Text.Encoding.UTF8.GetBytes(network), prefix, isFour ? length + 96 : length);
        }
    }

    private static bool Same(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, int bits)
    {
        for (var i = 0; i < bits; i += 8)
        {
            var mask = bits - i >= 8 ? 0xFF : 0xFF << (8 - (bits - i));
            if (((a[i / 8] ^ b[i / 8]) & mask) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>ip_prefix: the network that an address lies in.</summary>
    private static string Prefix(ReadOnlySpan<byte> address, long length)
    {
        var four = new IPAddress(address).IsIPv4MappedToIPv6;
        if (length < 0 || length > (four ? 32 : 128))
        {
            throw new FormatException("IP subnet size is out of range");
        }

        var bytes = address.ToArray();
        for (var bit = (int)length + (four ? 96 : 0); bit < 128; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return $"{Text(bytes)}/{length}";
    }
}
