using System.Text.RegularExpressions;
using Markdig;
using RecipePicks.Reports.Escaping;

namespace RecipePicks.Tests.Reports.Escaping;

/// <summary>Markdown is judged by what a renderer with every extension makes of it.</summary>
public sealed partial class MarkdownTests
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder()
        .UseAdvancedExtensions()
        .UseEmojiAndSmiley()
        .Build();

    [Fact]
    public void Prose_is_one_paragraph_of_text_and_code() =>
        Hostile.Always(text => AssertTags(MarkdownText.Prose(text), "p", "code"));

    [Fact]
    public void Prose_is_a_list_items_text() =>
        Hostile.Always(text => AssertTags($"- **critical**: {MarkdownText.Prose(text)}", "ul", "li", "strong", "code"));

    [Fact]
    public void Prose_says_what_the_text_said() =>
        Hostile.Always(text =>
        {
            var said = Regex.Replace(Visible.Escape(text), " +", "");
            var html = Markdown.ToHtml(MarkdownText.Prose(text), new MarkdownPipelineBuilder().Build());

            Assert.Equal(said, Regex.Replace(System.Net.WebUtility.HtmlDecode(Tags().Replace(html, "")), "[ \n]+", ""));
        });

    [Fact]
    public void A_cell_is_one_cell() =>
        Hostile.Always(text =>
        {
            var table =
                $"| a | b |\n| --- | --- |\n| {MarkdownText.CodeCell(text)} | {MarkdownText.ProseCell(text)} |\n";

            var html = AssertTags(table, "table", "thead", "tbody", "tr", "th", "td", "code");
            Assert.Equal(2, Regex.Count(html, "<td>|<td "));
        });

    [Fact]
    public void A_fence_holds_its_text() =>
        Hostile.Always(text => AssertTags(MarkdownText.Fence("sql", text), "pre", "code"));

    [Theory]
    [InlineData("63 events name i-0abc: 40 as the target.", "63 events name `i-0abc`: 40 as the target.")]
    [InlineData("Key (AKIA123) of bert-jan", "Key (`AKIA123`) of bert-jan")]
    [InlineData("see http://evil.example now", "see `http://evil.example` now")]
    [InlineData("1. one", "`1`. one")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("`", "`` ` ``")]
    public void Words_stay_words(string text, string markdown) => Assert.Equal(markdown, MarkdownText.Prose(text));

    private static string AssertTags(string markdown, params string[] allowed)
    {
        var html = Markdown.ToHtml(markdown, s_pipeline);
        foreach (Match tag in Tags().Matches(html))
        {
            Assert.True(allowed.Contains(tag.Groups["name"].Value), $"{markdown}\n{html}");
        }

        return html;
    }

    [GeneratedRegex("</?(?<name>[A-Za-z0-9]+)[^>]*>")]
    private static partial Regex Tags();
}
