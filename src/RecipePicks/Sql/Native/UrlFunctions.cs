using System.Net;
using RecipePicks.DuckDb;
using static RecipePicks.Sql.Native.NativeFunction;

namespace RecipePicks.Sql.Native;

/// <summary>Functions over URLs; what is no URL is NULL.</summary>
internal static class UrlFunctions
{
    public static IReadOnlyList<DuckScalarFunction> List { get; } =
    [
        Text("picks_url_protocol", "v:v", (string url) => Url.Of(url)?.Scheme),
        Text("picks_url_host", "v:v", (string url) => Url.Of(url)?.Host),
        Text("picks_url_path", "v:v", (string url) => Url.Of(url) is { } u ? Uri.UnescapeDataString(u.Path) : null),
        Text(
            "picks_url_query",
            "v:v",
            (string url) => Url.Of(url) is { } u ? Uri.UnescapeDataString(u.Query ?? "") : null
        ),
        Text(
            "picks_url_fragment",
            "v:v",
            (string url) => Url.Of(url) is { } u ? Uri.UnescapeDataString(u.Fragment ?? "") : null
        ),
        Of("picks_url_port", "v:i", Port),
        Text("picks_url_parameter", "vv:v", Parameter),
        Text("picks_url_encode", "v:v", (string text) => WebUtility.UrlEncode(text)),
        Text("picks_url_decode", "v:v", (string text) => WebUtility.UrlDecode(text)),
    ];

    private static void Port(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        if (Url.Of(arguments[0].GetString(row)!) is { Port: { } port })
        {
            result.SetInt64(row, port);
        }
    }

    private static string? Parameter(string url, string name)
    {
        foreach (var pair in Url.Of(url)?.Query?.Split('&') ?? [])
        {
            var sign = pair.IndexOf('=', StringComparison.Ordinal);
            if ((sign < 0 ? pair : pair[..sign]) == name)
            {
                return sign < 0 ? "" : WebUtility.UrlDecode(pair[(sign + 1)..]);
            }
        }

        return null;
    }

    /// <summary>A URL in its parts, as RFC 3986 cuts it.</summary>
    private sealed record Url(string Scheme, string Host, int? Port, string Path, string? Query, string? Fragment)
    {
        public static Url? Of(string text)
        {
            if (text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            {
                return null;
            }

            var (rest, fragment) = Cut(text, '#');
            (rest, var query) = Cut(rest, '?');
            var colon = rest.IndexOf(':', StringComparison.Ordinal);
            var scheme =
                colon > 0 && rest[..colon].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.')
                    ? rest[..colon]
                    : "";
            rest = scheme.Length > 0 ? rest[(colon + 1)..] : rest;
            if (!rest.StartsWith("//", StringComparison.Ordinal))
            {
                return new(scheme, "", null, rest, query, fragment);
            }

            var slash = rest.IndexOf('/', 2);
            var authority = slash < 0 ? rest[2..] : rest[2..slash];
            authority = authority[(authority.LastIndexOf('@') + 1)..];
            var end =
                authority.LastIndexOf(':') is > 0 and var port && !authority.EndsWith(']') ? port : authority.Length;
            return new(
                scheme,
                authority[..end],
                end < authority.Length && int.TryParse(authority.AsSpan(end + 1), out var number) ? number : null,
                slash < 0 ? "" : rest[slash..],
                query,
                fragment
            );
        }

        private static (string Before, string? After) Cut(string text, char at) =>
            text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var i ? (text[..i], text[(i + 1)..]) : (text, null);
    }
}
