using System.Buffers;

namespace RecipePicks.Sources;

/// <summary>Tells identifiers from other text: by their form anywhere, by the name of their member otherwise.</summary>
/// <remarks>Sources: IAM User Guide "IAM identifiers"; EC2 User Guide "Resource IDs"; AWS General Reference "ARNs".</remarks>
internal static class IdentifierForm
{
    /// <summary>No identifier of AWS is longer.</summary>
    public const int Longest = 512;

    private static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdef"u8);

    private static readonly SearchValues<byte> Prefix = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-0123456789"u8);

    private static readonly byte[][] NotIdentifiers =
    [
        "requestId"u8.ToArray(),
        "clientRequestId"u8.ToArray(),
        "versionId"u8.ToArray(),
        "uploadId"u8.ToArray(),
        "hostId"u8.ToArray(),
    ];

    /// <summary>Whether a member of this name holds an identifier: <c>instanceId</c>, <c>roleName</c>, <c>keyArn</c> …</summary>
    public static bool IsNamedSo(ReadOnlySpan<byte> member)
    {
        if (member.Length < 2)
        {
            return false;
        }

        var named = (member[^1] | 0x20) switch
        {
            'd' => EndsWith(member, "id"u8),
            's' => EndsWith(member, "ids"u8) || EndsWith(member, "names"u8) || EndsWith(member, "arns"u8),
            'e' => EndsWith(member, "name"u8),
            'n' => EndsWith(member, "arn"u8),
            'r' => EndsWith(member, "identifier"u8),
            _ => false,
        };
        if (!named)
        {
            return false;
        }

        foreach (var other in NotIdentifiers)
        {
            if (member.SequenceEqual(other))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether text is an identifier wherever it stands: an ARN, a key or unique id, a resource id, an account, an address.</summary>
    public static bool IsOne(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 7 or > Longest)
        {
            return false;
        }

        return text[0] switch
        {
            (byte)'a' when text.StartsWith("arn:"u8) => true,
            (byte)'A' => IsUniqueId(text) || IsAddress6(text),
            >= (byte)'0' and <= (byte)'9' => IsAccount(text) || IsAddress4(text) || IsAddress6(text),
            >= (byte)'a' and <= (byte)'z' => IsResourceId(text) || IsAddress6(text),
            _ => false,
        };
    }

    /// <summary>The part of an ARN that people use alone: the last one, but for S3 the bucket.</summary>
    public static ReadOnlySpan<byte> ShortOf(ReadOnlySpan<byte> arn)
    {
        var resource = arn[(arn.LastIndexOf((byte)':') + 1)..];
        if (arn.StartsWith("arn:aws:s3:"u8))
        {
            var slash = resource.IndexOf((byte)'/');
            return slash < 0 ? resource : resource[..slash];
        }

        return resource[(resource.LastIndexOf((byte)'/') + 1)..];
    }

    private static bool EndsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end)
    {
        if (text.Length < end.Length)
        {
            return false;
        }

        text = text[^end.Length..];
        for (var i = 0; i < end.Length; i++)
        {
            if ((text[i] | 0x20) != end[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUniqueId(ReadOnlySpan<byte> text) =>
        text.Length is >= 16 and <= 128
        && text[3] == 'A'
        && text[1] is >= (byte)'A' and <= (byte)'Z'
        && text[2] is >= (byte)'A' and <= (byte)'Z'
        && text[4..].IndexOfAnyExceptInRange((byte)'0', (byte)'Z') < 0;

    private static bool IsAccount(ReadOnlySpan<byte> text) =>
        text.Length == 12 && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private static bool IsAddress4(ReadOnlySpan<byte> text)
    {
        if (text.Length > 15)
        {
            return false;
        }

        var dots = 0;
        foreach (var c in text)
        {
            if (c == '.')
            {
                dots++;
            }
            else if (c is < (byte)'0' or > (byte)'9')
            {
                return false;
            }
        }

        return dots == 3;
    }

    private static bool IsAddress6(ReadOnlySpan<byte> text)
    {
        if (text.Length > 45)
        {
            return false;
        }

        var colons = 0;
        foreach (var c in text)
        {
            if (c == ':')
            {
                colons++;
            }
            else if (c != '.' && !char.IsAsciiHexDigit((char)c))
            {
                return false;
            }
        }

        return colons >= 2;
    }

    private static bool IsResourceId(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 10 or > 40)
        {
            return false;
        }

        var digits = text.Length - 1 - text.LastIndexOf((byte)'-');
        return digits is >= 8 and <= 17
            && digits < text.Length - 1
            && text[^digits..].IndexOfAnyExcept(Hex) < 0
            && text[..^(digits + 1)].IndexOfAnyExcept(Prefix) < 0;
    }
}
