namespace RecipePicks.Tests.Sources;

/// <summary>Damages bytes in the ways in which files get damaged; a seed damages the same again.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly byte[] Tokens = [.. "{}[]\",:\\\0\n 0-eu\u001f"u8];

    private readonly Random _random = new(seed);

    /// <summary>Changes a file in one to three places.</summary>
    /// <param name="content">The file.</param>
    /// <param name="other">Another file, to splice from.</param>
    public byte[] Mutate(byte[] content, byte[] other)
    {
        for (var times = 1 + _random.Next(3); times > 0; times--)
        {
            content = Once(content, other);
        }

        return content;
    }

    private byte[] Once(byte[] content, byte[] other)
    {
        if (content.Length < 2)
        {
            return other;
        }

        var at = _random.Next(content.Length);
        var length = Math.Min(content.Length - at, 1 + _random.Next(_random.Next(4) == 0 ? 400 : 4));
        var (before, middle, after) = (content[..at], content[at..(at + length)], content[(at + length)..]);
        switch (_random.Next(8))
        {
            case 0:
                middle[0] ^= (byte)(1 << _random.Next(8));
                return [.. before, .. middle, .. after];
            case 1:
                middle[0] = Tokens[_random.Next(Tokens.Length)];
                return [.. before, .. middle, .. after];
            case 2:
                _random.NextBytes(middle);
                return [.. before, .. middle, .. after];
            case 3:
                return [.. before, .. after];
            case 4:
                return [.. before, .. middle, .. middle, .. after];
            case 5:
                return before.Length > 0 ? before : after;
            case 6:
                var from = _random.Next(other.Length);
                return [.. before, .. other.AsSpan(from, Math.Min(length * 20, other.Length - from)), .. after];
            default:
                return [.. before, Tokens[_random.Next(Tokens.Length)], .. middle, .. after];
        }
    }
}
