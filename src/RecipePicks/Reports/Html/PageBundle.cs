namespace RecipePicks.Reports.Html;

/// <summary>The page's script and style sheet, as <c>web/</c> was built: one of each, which ask for nothing more.</summary>
/// <param name="Script">JavaScript, for the end of the body.</param>
/// <param name="Style">CSS.</param>
public sealed record PageBundle(string Script, string Style)
{
    private static readonly Lazy<PageBundle?> s_built = new(Read);

    /// <summary>The bundle that lies beside the program; null when it was built without Node.</summary>
    public static PageBundle? Built => s_built.Value;

    /// <summary>The bundle that lies beside the program.</summary>
    /// <exception cref="NotSupportedException">It was built without Node.</exception>
    public static PageBundle Required =>
        Built
        ?? throw new NotSupportedException(
            "this picks was built without its page: install Node 20, build it again, and the page is there"
        );

    private static PageBundle? Read()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "page");
        var (script, style) = (Path.Combine(folder, "page.js"), Path.Combine(folder, "page.css"));
        return File.Exists(script) && File.Exists(style)
            ? new PageBundle(File.ReadAllText(script), File.ReadAllText(style))
            : null;
    }
}
