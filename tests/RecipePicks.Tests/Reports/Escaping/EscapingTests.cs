using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using RecipePicks.Reports.Escaping;

namespace RecipePicks.Tests.Reports.Escaping;

public sealed partial class EscapingTests
{
    [Fact]
    public void Visible_text_is_inert_on_one_line() =>
        Hostile.Always(text =>
        {
            var visible = Visible.Escape(text.Replace("\uFFFD", ""));

            Hostile.AssertInert(visible);
            Assert.DoesNotContain('\n', visible);
            Assert.Equal(visible, Visible.Escape(visible));
        });

    [Theory]
    [InlineData("plain ASCII ~ !", "plain ASCII ~ !")]
    [InlineData("José 漢字 😀", "José 漢字 😀")]
    [InlineData("DOMAIN\\user", "DOMAIN\\user")]
    [InlineData("\e[2J", "\\u001b[2J")]
    [InlineData("a\nb\tc\u007f", "a\\u000ab\\u0009c\\u007f")]
    [InlineData("\u202Egpj.exe", "\\u202egpj.exe")]
    [InlineData("\u00A0", "\\u00a0")]
    [InlineData("\U000E0041", "\\udb40\\udc41")]
    public void Only_what_acts_or_hides_is_escaped(string text, string visible) =>
        Assert.Equal(visible, Visible.Escape(text));

    [Fact]
    public void A_lone_surrogate_shows() => Assert.Equal("a\\ud83db\\udc00", Visible.Escape("a\uD83Db\uDC00"));

    [Fact]
    public void Lines_stay_lines() => Assert.Equal(["a", "  b\\u001b", "c"], Visible.Lines("a\r\n\tb\e\nc\n"));

    [Fact]
    public void Json_is_inert_and_exact() =>
        Hostile.Always(text =>
        {
            var json = InertJson.Quote(text);

            Hostile.AssertInert(json.Replace("\uFFFD", ""));
            Assert.DoesNotContain('<', json);
            Assert.Equal(text, Unquote(json));
        });

    [Fact]
    public void A_record_is_laid_out_deep_equal() =>
        Hostile.Always(text =>
        {
            var sound = string.Concat(text.EnumerateRunes()); // a lone surrogate has no JSON element to compare
            var json = JsonSerializer.Serialize(
                new Dictionary<string, object?>
                {
                    [sound] = new object?[] { sound, 1.50m, null, true, Array.Empty<int>() },
                }
            );
            var shown = InertJson.Indent(json);

            Hostile.AssertInert(shown.Replace("\uFFFD", ""));
            using var before = JsonDocument.Parse(json);
            using var after = JsonDocument.Parse(shown);
            Assert.True(JsonElement.DeepEquals(before.RootElement, after.RootElement), shown);
        });

    [Fact]
    public void A_record_keeps_its_digits_and_its_repetitions() =>
        Assert.Equal(
            """
            {
              "n": 1.50E+02,
              "n": [],
              "s": "\ud800 \u001b \"\\",
              "o": {
                "a": [
                  1,
                  {}
                ]
              }
            }
            """,
            InertJson.Indent("""{ "n":1.50E+02,"n":[ ],"s":"\ud800 """ + "\e" + """ \"\\","o":{"a":[1,{}]}}""")
        );

    [Fact]
    public void Csv_is_one_inert_line_that_reads_back() =>
        Hostile.Always(text =>
        {
            var line = string.Join(',', CsvText.Field(text), CsvText.Field("x"));
            var fields = Fields(line);

            Assert.DoesNotContain('\n', line);
            Assert.Equal(2, fields.Count);
            Assert.Equal(
                Visible.Escape(text),
                fields[0].StartsWith('\'') && !text.StartsWith('\'') ? fields[0][1..] : fields[0]
            );
            Assert.False(fields[0].TrimStart(' ') is ['=' or '+' or '-' or '@' or '＝', ..], line);
        });

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("\t=1", "\"'\\u0009=1\"")]
    public void Csv_fields(string text, string field) => Assert.Equal(field, CsvText.Field(text));

    [Fact]
    public void Html_is_text() =>
        Hostile.Always(text =>
        {
            var html = HtmlText.Escape(text);

            Assert.Equal(-1, html.AsSpan().IndexOfAny("<>\"'`"));
            Assert.Equal(Visible.Escape(text), WebUtility.HtmlDecode(html));
        });

    /// <summary>RFC 4180, as a spreadsheet reads it.</summary>
    private static List<string> Fields(string line) =>
        [
            .. Field()
                .Matches("," + line)
                .Select(m =>
                    m.Groups["quoted"].Success ? m.Groups["quoted"].Value.Replace("\"\"", "\"") : m.Groups["bare"].Value
                ),
        ];

    private static string Unquote(string json) =>
        Escapes()
            .Replace(
                json[1..^1],
                m =>
                    m.Value[1] switch
                    {
                        'u' => ((char)Convert.ToUInt16(m.Value[2..], 16)).ToString(),
                        'n' => "\n",
                        'r' => "\r",
                        't' => "\t",
                        var c => c.ToString(),
                    }
            );

    [GeneratedRegex(",(\"(?<quoted>([^\"]|\"\")*)\"(?=,|$)|(?<bare>[^,\"]*)(?=,|$))")]
    private static partial Regex Field();

    [GeneratedRegex(@"\\(u[0-9a-f]{4}|.)", RegexOptions.Singleline)]
    private static partial Regex Escapes();
}
