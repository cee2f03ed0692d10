using RecipePicks.Reports.Html;
using RecipePicks.Reports.Text;

namespace RecipePicks.Reports;

/// <summary>A format that an investigation can be printed in.</summary>
/// <param name="Name">What <c>--format</c> calls it.</param>
/// <param name="Create">Makes its report for a surface.</param>
public sealed record ReportFormat(string Name, Func<Surface, IReport> Create)
{
    /// <summary>Whether it quotes records: the outcome that it is given must have them.</summary>
    public bool Quotes { get; init; }
}

/// <summary>Every output format, the default first.</summary>
public static class AllReports
{
    /// <summary>The formats, in the order in which help lists them.</summary>
    public static IReadOnlyList<ReportFormat> List { get; } =
    [
        new("text", surface => new TextReport(surface)),
        new("json", _ => new JsonReport()),
        new("markdown", _ => new MarkdownReport()),
        new("html", _ => new HtmlReport(PageBundle.Required)) { Quotes = true },
    ];

    /// <summary>Makes a report.</summary>
    /// <param name="format">A name in <see cref="List"/>.</param>
    /// <param name="surface">What it is written on.</param>
    /// <returns>The report.</returns>
    public static IReport Create(string format, Surface surface) =>
        List.FirstOrDefault(f => f.Name == format)?.Create(surface)
        ?? throw new ArgumentException($"no report is called {format}", nameof(format));
}
