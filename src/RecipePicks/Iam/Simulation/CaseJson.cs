using System.Text.Json;

namespace RecipePicks.Iam.Simulation;

/// <summary>Reads the members of an object, and says what is wrong with them. Null is as good as not there.</summary>
internal sealed class CaseJson
{
    private readonly JsonElement _element;
    private readonly string _what;

    /// <summary>Takes an object.</summary>
    /// <param name="element">The object.</param>
    /// <param name="what">What it is, for errors.</param>
    public CaseJson(JsonElement element, string what)
    {
        _element = element;
        _what = what;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"{what} must be an object");
        }
    }

    public IEnumerable<JsonProperty> Members => _element.EnumerateObject().Where(m => Is(m.Value));

    public JsonElement? Member(params ReadOnlySpan<string> names)
    {
        foreach (var member in Members)
        {
            foreach (var name in names)
            {
                if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return member.Value;
                }
            }
        }

        return null;
    }

    public string? Text(params ReadOnlySpan<string> names) =>
        Member(names) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? TextOf(value, names[0])
        : throw new FormatException($"{names[0]} of {_what} must be a text");

    public CaseJson? Object(string name) => Member(name) is { } value ? new CaseJson(value, name) : null;

    public IReadOnlyList<string> Texts(string name) =>
        Member(name) switch
        {
            null => [],
            { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(v => Scalar(v, name))],
            { } value => [Scalar(value, name)],
        };

    /// <summary>A text, number or boolean as a context key's value.</summary>
    public static string Scalar(JsonElement value, string what) =>
        value.ValueKind switch
        {
            JsonValueKind.String => TextOf(value, what),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => throw new FormatException($"{what} must be a text, a number, true or false, or a list of them"),
        };

    private static string TextOf(JsonElement value, string what)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException($"{what} holds half of a surrogate pair", e);
        }
    }

    private static bool Is(JsonElement value) => value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
}
