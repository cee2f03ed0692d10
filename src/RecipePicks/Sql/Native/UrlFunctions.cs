using System.Net;
using System.Text;
using RecipePicks.DuckDb;
using static RecipePicks.Sql.Native.NativeFunction;

namespace RecipePicks.Sql.Native;

/// <summary>Functions over URLs; what is no URL is NULL.</summary>
internal static class UrlFunctions
{
    private delegate ReadOnlySpan<byte> Part(in Url url);

    public static IReadOnlyList<DuckScalarFunction> List { get; } =
    [
        Of("picks_url_protocol", "v:v", (a, r, row) => Set(a, r, row, (in url) => url.Scheme, decoded: false)),
        Of("picks_url_host", "v:v", (a, r, row) => Set(a, r, row, (in url) => url.Host, decoded: false)),
        Of("picks_url_path", "v:v", (a, r, row) => Set(a, r, row, (in url) => url.Path, decoded: true)),
        Of("picks_url_query", "v:v", (a, r, row) => Set(a, r, row, (in url) => url.Query, decoded: true)),
        Of("picks_url_fragment", "v:v", (a, r, row) => Set(a, r, row, (in url) => url.Fragment, decoded: true)),
        Of("picks_url_port", "v:i", Port),
        Of("picks_url_parameter", "vv:v", Parameter),
        Text("picks_url_encode", "v:v", (string text) => WebUtility.UrlEncode(text)),
        Text("picks_url_decode", "v:v", (string text) => WebUtility.UrlDecode(text)),
    ];

    private static void Set(DuckChunkReader arguments, DuckVectorWriter result, int row, Part part, bool decoded)
    {
        var url = new Url(arguments[0].GetUtf8(row));
        if (!url.IsOne)
        {
            return;
        }

        var text = part(in url);
        if (decoded && text.Contains((byte)'%'))
        {
            result.SetString(row, Uri.UnescapeDataString(Encoding.UTF8.GetString(text)));
        }
        else
        {
            result.SetString(row, text);
        }
    }

    private static void Port(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        if (new Url(arguments[0].GetUtf8(row)) is { IsOne: true, Port: >= 0 and var port })
        {
            result.SetInt64(row, port);
        }
    }

    private static void Parameter(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var url = new Url(arguments[0].GetUtf8(row));
        var name = arguments[1].GetUtf8(row);
        var rest = url.IsOne ? url.Query : default;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'&');
            var pair = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            var sign = pair.IndexOf((byte)'=');
            if ((sign < 0 ? pair : pair[..sign]).SequenceEqual(name))
            {
                result.SetString(
                    row,
                    sign < 0 ? "" : WebUtility.UrlDecode(Encoding.UTF8.GetString(pair[(sign + 1)..]))
                );
                return;
            }
        }
    }
}
