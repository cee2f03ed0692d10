using System.Security.Cryptography;
using System.Text;
using RecipePicks.Reports.Escaping;

namespace RecipePicks.Reports.Html;

/// <summary>
/// The investigation as one HTML file that opens from a disk or a mail: the page, its style and its data inside, nothing
/// asked of any network.
/// </summary>
/// <remarks>
/// Strings from the log are data, never markup: they stand in a block of inert JSON, and the page writes them as text. A
/// content security policy lets run only the one script whose hash it names.
/// </remarks>
internal sealed class HtmlReport(PageBundle bundle) : IReport
{
    public void Write(Investigated investigated, TextWriter output)
    {
        var policy = string.Join(
            "; ",
            "default-src 'none'",
            $"script-src '{Hash(bundle.Script)}'",
            $"style-src '{Hash(bundle.Style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'"
        );
        var leads = string.Join(", ", investigated.Leads.Select(l => l.Value));
        output.Write(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta name="color-scheme" content="light dark">
            <title>{HtmlText.Escape(leads)} · RECIPE PICKS</title>
            <style>{bundle.Style}</style>
            </head>
            <body>
            <div id="page"></div>
            <noscript>This report is a page that needs its own script. The same answers as text: picks investigate … --format markdown.</noscript>
            <script type="application/json" id="data">
            """.ReplaceLineEndings("\n")
        );
        PageData.Write(investigated, output);
        output.Write($"</script>\n<script>{bundle.Script}</script>\n</body>\n</html>\n");
    }

    private static string Hash(string text) =>
        $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
