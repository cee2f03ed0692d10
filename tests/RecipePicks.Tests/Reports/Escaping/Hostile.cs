using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace RecipePicks.Tests.Reports.Escaping;

/// <summary>Strings as an attacker would choose them.</summary>
internal static class Hostile
{
    /// <summary>Attacks by name.</summary>
    public static IReadOnlyList<string> Attacks { get; } =
    [
        "\e[31mred\e[0m\e]0;owned\a", // colours, the window's title
        "\e]8;;http://evil.example\e\\click\e]8;;\e\\", // a terminal hyperlink
        "\u009b2J\u009d0;x\u009c", // the same in C1
        "line\r\nX-Injected: 1\u2028and\u2029more\u0085end",
        "\u202Etxt.exe\u202C\u2066hidden\u2069\u200F", // bidi
        "zero\u200Bwidth\u200D\uFEFF\u00AD\u2060", // unseen
        "tag\U000E0041\U000E007F\uFE0F\u2800\u3164",
        "lone \uD800 surrogate \uDC00",
        "=HYPERLINK(\"http://evil.example\",\"x\")",
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(1,1)",
        "\t=1+1",
        "\r=1+1",
        "  =1+1",
        "＝1+1",
        "a,\"b\",'c'\nd;e",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "[click](http://evil.example) ![x](http://evil.example/p.png)",
        "[a][b]\n\n[b]: http://evil.example",
        "http://evil.example https://evil.example www.evil.example <mailto:a@evil.example> a@evil.example",
        "@everyone #1 GH-1 :smile: **b** _i_ ~~s~~",
        "`code` ``` fence ```` ~~~",
        "a | b \\| c ||",
        "# heading",
        "> quote",
        "- item",
        "+ item",
        "1. item",
        "1) item",
        "---",
        "===",
        "    indented",
        "&lt;b&gt; &#60;b&#62;",
        "[/red][bold]markup[/]",
        "'; DROP TABLE x; --",
        "$(touch /tmp/x) `touch /tmp/x`",
        "",
        " ",
        "\0",
    ];

    /// <summary>Attacks, random characters, and mixtures of both.</summary>
    public static Arbitrary<string> Strings { get; } =
        Gen.OneOf(
                Gen.Elements(Attacks.AsEnumerable()),
                Gen.Choose(0, 0xFFFF).Select(c => ((char)c).ToString()),
                Gen.Elements(Signs())
            )
            .ListOf()
            .Select(string.Concat)
            .ToArbitrary();

    /// <summary>Asserts a property of any such string.</summary>
    public static void Always(Action<string> holds, int times = 300)
    {
        foreach (var attack in Attacks)
        {
            holds(attack);
        }

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times).WithQuietOnSuccess(true), Prop.ForAll(Strings, holds));
    }

    /// <summary>Asserts that nothing in a text can act on a terminal: line feeds are the text's own.</summary>
    public static void AssertInert(string text)
    {
        var acting = text.EnumerateRunes().Where(Acts).Select(rune => $"U+{rune.Value:X4}").FirstOrDefault();
        Assert.True(acting is null, $"{acting} in {text}");
    }

    /// <summary>A lone surrogate enumerates as U+FFFD.</summary>
    private static bool Acts(Rune rune) =>
        rune.Value != '\n'
        && (
            rune.Value == 0xFFFD
            || Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
        );

    private static IEnumerable<string> Signs() => "`|\\[]()<>!*_~#+-.=@&\"',;: \t\r\n\e0aé漢".Select(c => c.ToString());
}
