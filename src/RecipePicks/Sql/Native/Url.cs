using System.Buffers.Text;
using System.Text;

namespace RecipePicks.Sql.Native;

/// <summary>A URL in its parts, as RFC 3986 cuts it.</summary>
internal readonly ref struct Url
{
    /// <summary>Cuts a text.</summary>
    public Url(ReadOnlySpan<byte> text)
    {
        Port = -1;
        IsOne = !HasBlanks(text);
        var rest = Cut(text, '#', out var fragment);
        rest = Cut(rest, '?', out var query);
        Fragment = fragment;
        Query = query;
        var colon = rest.IndexOf((byte)':');
        if (colon > 0 && IsScheme(rest[..colon]))
        {
            Scheme = rest[..colon];
            rest = rest[(colon + 1)..];
        }

        if (!rest.StartsWith("//"u8))
        {
            Path = rest;
            return;
        }

        rest = rest[2..];
        var slash = rest.IndexOf((byte)'/');
        var authority = slash < 0 ? rest : rest[..slash];
        Path = slash < 0 ? default : rest[slash..];
        authority = authority[(authority.LastIndexOf((byte)'@') + 1)..];
        var end = authority.LastIndexOf((byte)':');
        if (end > 0 && authority[^1] != ']')
        {
            Port =
                Utf8Parser.TryParse(authority[(end + 1)..], out int port, out var read)
                && read == authority.Length - end - 1
                    ? port
                    : -1;
            authority = authority[..end];
        }

        Host = authority;
    }

    /// <summary>Whether the text can be a URL: it has no blanks and no control characters.</summary>
    public bool IsOne { get; }

    /// <summary>Before the first colon.</summary>
    public ReadOnlySpan<byte> Scheme { get; }

    /// <summary>Without user and port.</summary>
    public ReadOnlySpan<byte> Host { get; }

    /// <summary>A number from 0; -1 where there is none.</summary>
    public int Port { get; }

    /// <summary>From the first slash behind the host.</summary>
    public ReadOnlySpan<byte> Path { get; }

    /// <summary>Behind the question mark.</summary>
    public ReadOnlySpan<byte> Query { get; }

    /// <summary>Behind the number sign.</summary>
    public ReadOnlySpan<byte> Fragment { get; }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, char at, out ReadOnlySpan<byte> after)
    {
        var place = text.IndexOf((byte)at);
        after = place < 0 ? default : text[(place + 1)..];
        return place < 0 ? text : text[..place];
    }

    private static bool IsScheme(ReadOnlySpan<byte> text)
    {
        foreach (var one in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)one) && one is not ((byte)'+' or (byte)'-' or (byte)'.'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasBlanks(ReadOnlySpan<byte> text) =>
        text.IndexOfAnyInRange((byte)0, (byte)' ') >= 0
        || text.Contains((byte)127)
        || (!Ascii.IsValid(text) && Encoding.UTF8.GetString(text).Any(c => char.IsWhiteSpace(c) || char.IsControl(c)));
}
