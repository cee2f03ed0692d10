using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace RecipePicks.Sql.Native;

/// <summary>A regular expression in Java's syntax, made ready. A match that takes longer than a second is an error.</summary>
/// <remarks>.NET has look-around, back-references and groups as Java has them; <see cref="JavaPattern"/> puts the rest into its words.</remarks>
internal sealed class JavaRegex
{
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(1);

    [ThreadStatic]
    private static JavaRegex? s_last;
    private readonly byte[] _pattern;
    private readonly JavaPattern _read;

    private JavaRegex(ReadOnlySpan<byte> pattern)
    {
        _pattern = pattern.ToArray();
        var java = Encoding.UTF8.GetString(pattern);
        _read = JavaPattern.Read(java, wide: false);
        // .NET 10 compiles \b and \B wrongly behind a loop: [a-z]+\b[^a-z] does not match "a:". Its interpreter is right.
        Regex = Made(java, _read.Net, _read.HasBoundary ? RegexOptions.None : RegexOptions.Compiled);
    }

    /// <summary>The expression over texts whose characters are all single in UTF-16.</summary>
    public Regex Regex { get; }

    private Regex? _wide;

    /// <summary>The expression for a text: where characters are pairs, a pair is one, as in Java.</summary>
    public Regex For(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
            ? _wide ??= Wide(Encoding.UTF8.GetString(_pattern))
            : Regex;

    /// <summary>How many groups there are besides the whole.</summary>
    public int Groups => _read.Groups;

    /// <summary>What is wrong with an expression; null when nothing is.</summary>
    public static string? Problem(string java)
    {
        try
        {
            _ = Made(java, JavaPattern.Read(java, wide: false).Net, RegexOptions.None);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    /// <summary>Makes an expression ready; the last one of a thread is kept.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static JavaRegex Of(ReadOnlySpan<byte> pattern) =>
        s_last is { } last && pattern.SequenceEqual(last._pattern) ? last : s_last = new(pattern);

    /// <summary>Whether the text has a match anywhere.</summary>
    public bool IsMatch(ReadOnlySpan<byte> utf8)
    {
        const int OnStack = 512;
        char[]? rented = null;
        var chars =
            utf8.Length <= OnStack ? stackalloc char[OnStack] : (rented = ArrayPool<char>.Shared.Rent(utf8.Length));
        try
        {
            var length = Encoding.UTF8.GetChars(utf8, chars);
            ReadOnlySpan<char> text = chars[..length];
            var regex = text.ContainsAnyInRange('\uD800', '\uDFFF')
                ? _wide ??= Wide(Encoding.UTF8.GetString(_pattern))
                : Regex;
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new FormatException("A match of the regular expression took longer than a second", e);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<char>.Shared.Return(rented);
            }
        }
    }

    /// <summary>A group by its number.</summary>
    /// <exception cref="FormatException">There is no such group.</exception>
    public int Group(long number) =>
        number >= 0 && number <= Groups
            ? (int)number
            : throw new FormatException($"Pattern has {Groups} groups. Cannot access group {number}");

    /// <summary>The number of a named group.</summary>
    /// <exception cref="FormatException">There is no such group.</exception>
    public int Group(string name) =>
        _read.Names.TryGetValue(name, out var number)
            ? number
            : throw new FormatException($"No group with name {{{name}}}");

    private static Regex Wide(string java) => Made(java, JavaPattern.Read(java, wide: true).Net, RegexOptions.None);

    private static Regex Made(string java, string net, RegexOptions options)
    {
        try
        {
            return new Regex(net, RegexOptions.CultureInvariant | options, s_most);
        }
        catch (ArgumentException e)
        {
            // The message repeats the translation, which nobody wrote.
            var at = e.Message.LastIndexOf(" at offset ", StringComparison.Ordinal);
            var reason = at < 0 ? e.Message : e.Message[(e.Message.IndexOf(". ", at, StringComparison.Ordinal) + 2)..];
            throw new FormatException($"Not a regular expression: {java}: {reason}", e);
        }
    }
}
