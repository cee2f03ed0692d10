using System.Text.Json;
using RecipePicks.Reports.Escaping;

namespace RecipePicks.Reports;

/// <summary>Short words for writing JSON; strings go through <see cref="InertJson"/>.</summary>
internal static class JsonWriting
{
    public static void Raw(this Utf8JsonWriter json, string value) =>
        json.WriteRawValue(value, skipInputValidation: true);

    public static void Text(this Utf8JsonWriter json, string value) => json.Raw(InertJson.Quote(value));

    public static void Text(this Utf8JsonWriter json, string name, string value)
    {
        json.WritePropertyName(name);
        json.Text(value);
    }

    public static void Time(this Utf8JsonWriter json, string name, DateTime? time)
    {
        json.WritePropertyName(name);
        json.Raw(time is { } at ? InertJson.Quote(TimeWindow.Format(at)) : "null");
    }

    public static void Object(this Utf8JsonWriter json, Action members)
    {
        json.WriteStartObject();
        members();
        json.WriteEndObject();
    }

    public static void Object(this Utf8JsonWriter json, string name, Action members)
    {
        json.WritePropertyName(name);
        json.Object(members);
    }

    public static void List<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> item)
    {
        json.WriteStartArray(name);
        foreach (var one in items)
        {
            item(one);
        }

        json.WriteEndArray();
    }
}
