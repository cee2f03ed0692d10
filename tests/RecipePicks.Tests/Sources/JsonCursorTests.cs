using System.Text;
using System.Text.Json;
using RecipePicks.Sources;

namespace RecipePicks.Tests.Sources;

public sealed class JsonCursorTests
{
    private static readonly string[] Documents =
    [
        """{"a":1,"b":[true,false,null,-0.5e+10,"x\u00e9\n\"\\"],"c":{"d":{},"e":[]},"":"\ud83d\ude00"}""",
        """ { "eventName" : "RunInstances" , "n" : [ 1 , 2.0 , 3E5 ] , "s" : "a long string that spans more than sixteen bytes" } """,
        """[[[[{"x":[{"y":"z"}]}]]],"\/","\b\f\t"]""",
        """{"k":"é日本😀","n":123456789012345678901234567890}""",
    ];

    private static ReadOnlySpan<byte> Noise => "{}[]\",:\\ 0-+.eEtfnu\n\u0001"u8;

    [Fact]
    public void It_reads_the_tokens_that_the_library_reads_and_refuses_what_the_library_refuses()
    {
        var random = new Random(20260310);
        var (accepted, refused, cut) = (0, 0, 0);
        for (var i = 0; i < 60_000; i++)
        {
            var json = Mutate(
                Encoding.UTF8.GetBytes(Documents[i % Documents.Length]),
                random,
                i < Documents.Length ? 0 : 2
            );
            var expected = ByLibrary(json);
            var actual = ByCursor(json);

            Assert.True(expected == actual, $"{Encoding.UTF8.GetString(json)}\nlibrary: {expected}\ncursor:  {actual}");
            accepted += actual.EndsWith('.') ? 1 : 0;
            refused += actual.EndsWith('!') ? 1 : 0;
            cut += actual.EndsWith('?') ? 1 : 0;
        }

        Assert.True(
            accepted > 1000 && refused > 1000 && cut > 1000,
            $"{accepted} accepted, {refused} refused, {cut} cut"
        );
    }

    [Fact]
    public void Passing_over_a_value_ends_where_reading_it_ends_and_refuses_what_reading_refuses()
    {
        var random = new Random(20260311);
        for (var i = 0; i < 20_000; i++)
        {
            var json = Mutate(Encoding.UTF8.GetBytes(Documents[i % Documents.Length]), random, 2);

            Assert.Equal(Outcome(json, Reading), Outcome(json, Passing));
        }

        static bool? Reading(ref JsonCursor cursor)
        {
            var depth = 0;
            do
            {
                depth += Depth(cursor.TokenType);
            } while (depth > 0 && cursor.Read());
            return depth == 0;
        }

        static bool? Passing(ref JsonCursor cursor) => cursor.Skip(out _);
    }

    [Fact]
    public void A_text_that_is_expected_is_what_two_steps_come_upon()
    {
        var random = new Random(20260312);
        var (met, passed) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string('x', random.Next(150));
            var json = Mutate(Encoding.UTF8.GetBytes($$"""{"first":1,"name":"{{text}}","last":[]}"""), random, 1);
            var expected = Outcome(json, TwoSteps);
            var actual = Outcome(json, OneStep);
            if (actual == "not here")
            {
                passed++;
                continue;
            }

            met++;
            Assert.Equal(expected, actual);
        }

        Assert.True(met > 1000 && passed > 100, $"{met} met, {passed} passed over");

        static bool First(ref JsonCursor cursor) => cursor.Read() && cursor.Read();

        static bool? TwoSteps(ref JsonCursor cursor) =>
            First(ref cursor) && cursor.Read() && cursor.Read() && cursor.TokenType == JsonTokenType.String;

        static bool? OneStep(ref JsonCursor cursor) =>
            !First(ref cursor) ? false
            : cursor.TryReadText(",\"name\":\""u8) ? true
            : cursor.Read() ? null
            : false;
    }

    [Fact]
    public void A_name_that_is_expected_is_what_a_step_comes_upon()
    {
        var random = new Random(20260313);
        var values = new[] { "{\"a\":[1]}", "[]", "-1.5e3", "null", "true", "\"x\\n\"", new string(' ', 70) + "0" };
        var (met, passed) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var text =
                $$"""{"{{new string('x', random.Next(150))}}":1,"name":{{values[i % values.Length]}},"last":[]}""";
            var json = Mutate(Encoding.UTF8.GetBytes(text), random, 1);
            var expected = Outcome(json, Reading);
            var actual = Outcome(json, Expecting);
            if (actual == "not here")
            {
                passed++;
                continue;
            }

            met++;
            Assert.Equal(expected, actual);
        }

        Assert.True(met > 1000 && passed > 100, $"{met} met, {passed} passed over");

        static bool First(ref JsonCursor cursor) => cursor.Read() && cursor.Read();

        static bool? Reading(ref JsonCursor cursor) => First(ref cursor) && cursor.Read() && cursor.Read();

        static bool? Expecting(ref JsonCursor cursor) =>
            !First(ref cursor) ? false
            : cursor.TryReadName(",\"name\":"u8) ? cursor.TokenType == JsonTokenType.PropertyName && cursor.Read()
            : cursor.Read() ? null
            : false;
    }

    private delegate bool? Step(ref JsonCursor cursor);

    /// <summary>What comes of a step, and where it ends.</summary>
    private static string Outcome(byte[] json, Step step)
    {
        var cursor = new JsonCursor(json);
        try
        {
            return !cursor.Read()
                ? "cut"
                : step(ref cursor) switch
                {
                    true => $"{cursor.TokenType} {cursor.TokenStart} {cursor.Consumed} {cursor.IsEscaped}",
                    false => "cut",
                    null => "not here",
                };
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }

    [Theory]
    [InlineData("""{"a":1}""", false)]
    [InlineData("""{"a":"b c"}""", false)]
    [InlineData("""{ "a":1}""", true)]
    [InlineData("""{"a" :1}""", true)]
    [InlineData("""{"a": 1}""", true)]
    [InlineData("""{"a":1 }""", true)]
    [InlineData("""{"a":[1, 2]}""", true)]
    public void It_says_where_white_space_stands_between_tokens(string json, bool spaced)
    {
        var cursor = new JsonCursor(Encoding.UTF8.GetBytes(json));
        var seen = false;
        for (var depth = 0; cursor.Read(); )
        {
            seen |= cursor.IsSpaced;
            depth += Depth(cursor.TokenType);
            if (depth == 0)
            {
                break;
            }
        }

        Assert.Equal(spaced, seen);
    }

    [Fact]
    public void Nesting_beyond_the_cap_names_the_cap()
    {
        var deep = Encoding.UTF8.GetBytes(new string('[', JsonCursor.MaxDepth + 1));
        var error = Assert.Throws<JsonException>(() => ByCursor(deep, swallow: false));

        Assert.Contains("128 deep (cap on depth)", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Mutate(byte[] json, Random random, int most)
    {
        for (var n = random.Next(most + 1); n > 0; n--)
        {
            var at = random.Next(json.Length);
            var to = Math.Min(json.Length, at + random.Next(4));
            json = random.Next(4) switch
            {
                0 => json[..at],
                1 => [.. json[..at], .. json[to..]],
                2 => [.. json[..at], Noise[random.Next(Noise.Length)], .. json[at..]],
                _ => [.. json[..at], .. json[at..to], .. json[at..]],
            };
            json = json.Length == 0 ? "1"u8.ToArray() : json;
        }

        return json;
    }

    private static string ByCursor(byte[] json, bool swallow = true)
    {
        var tokens = new StringBuilder();
        var cursor = new JsonCursor(json);
        try
        {
            for (var depth = 0; cursor.Read(); )
            {
                Describe(tokens, cursor.TokenType, cursor.TokenStart, HasValue(cursor.TokenType) ? cursor.Value : []);
                depth += Depth(cursor.TokenType);
                if (depth == 0)
                {
                    return tokens.Append('.').ToString();
                }
            }

            return "?";
        }
        catch (JsonException) when (swallow)
        {
            return "!";
        }
    }

    private static string ByLibrary(byte[] json)
    {
        var tokens = new StringBuilder();
        var reader = new Utf8JsonReader(
            json,
            isFinalBlock: false,
            new JsonReaderState(new JsonReaderOptions { MaxDepth = JsonCursor.MaxDepth })
        );
        try
        {
            while (reader.Read())
            {
                Describe(
                    tokens,
                    reader.TokenType,
                    (int)reader.TokenStartIndex,
                    HasValue(reader.TokenType) ? reader.ValueSpan : []
                );
                if (
                    reader.CurrentDepth == 0
                    && Depth(reader.TokenType) <= 0
                    && reader.TokenType != JsonTokenType.PropertyName
                )
                {
                    return tokens.Append('.').ToString();
                }
            }

            return "?";
        }
        catch (JsonException)
        {
            return "!";
        }
    }

    private static void Describe(StringBuilder tokens, JsonTokenType token, int start, ReadOnlySpan<byte> value) =>
        tokens.Append(token).Append('@').Append(start).Append('=').Append(Convert.ToHexString(value)).Append(' ');

    private static bool HasValue(JsonTokenType token) =>
        token is JsonTokenType.String or JsonTokenType.PropertyName or JsonTokenType.Number;

    private static int Depth(JsonTokenType token) =>
        token switch
        {
            JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
            JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
            _ => 0,
        };
}
