namespace RecipePicks.Web;

/// <summary>The served page's document: nothing but where its script and its style lie.</summary>
internal static class PageShell
{
    public const string Html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>RECIPE PICKS</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/page.css">
        </head>
        <body>
        <div id="page"></div>
        <script src="/page.js" defer></script>
        </body>
        </html>

        """;
}
