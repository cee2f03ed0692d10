using System.Buffers;
using System.Text;
using System.Text.Json;

namespace RecipePicks.Lineage;

/// <summary>
/// The members of calls that the knowledge reads: of the text of a launch, thousands of characters long, two ids. Nothing else
/// of a call is kept in memory.
/// </summary>
internal static class ReadMembers
{
    private const int Short = 200;
    private static readonly Dictionary<(string Source, string Call), Branch> ByCall = [];
    private static readonly Lock Building = new();

    /// <summary>A text with nothing but the members that are read; one that is no JSON object as it is.</summary>
    /// <param name="source">eventSource.</param>
    /// <param name="call">eventName.</param>
    /// <param name="root"><c>request</c>, <c>response</c>, <c>additional</c> or <c>details</c>.</param>
    /// <param name="text">The text.</param>
    public static string? Of(string source, string call, string root, string? text)
    {
        if (text is null || text.Length <= Short)
        {
            return text;
        }

        try
        {
            using var document = JsonDocument.Parse(WholeJson.Of(text));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return text;
            }

            var buffer = new ArrayBufferWriter<byte>(Short);
            using (var writer = new Utf8JsonWriter(buffer))
            {
                Write(writer, document.RootElement, Read(source, call).GetValueOrDefault(root));
            }

            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, Branch? read)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when read is not { IsWhole: true }:
                writer.WriteStartObject();
                foreach (var member in read is null ? default : element.EnumerateObject())
                {
                    if (read!.TryGetValue(member.Name, out var inner))
                    {
                        writer.WritePropertyName(member.Name);
                        Write(writer, member.Value, inner);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array when read is not { IsWhole: true }:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item, read);
                }

                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static Branch Read(string source, string call)
    {
        lock (Building)
        {
            if (!ByCall.TryGetValue((source, call), out var root))
            {
                root = new Branch();
                foreach (
                    var path in KnownCall
                        .Of(source, call)
                        .SelectMany(k => k.Paths)
                        .Concat(SourceIdentity.Paths.SelectMany(CallText.PathsOf))
                        .Append(CallText.DryRun)
                )
                {
                    root.Add(path);
                }

                ByCall[(source, call)] = root;
            }

            return root;
        }
    }

    // Members by name, whatever its case, as the knowledge's paths find them.
    private sealed class Branch() : Dictionary<string, Branch>(StringComparer.OrdinalIgnoreCase)
    {
        public bool IsWhole { get; private set; }

        public void Add(string path)
        {
            var at = this;
            foreach (var step in path.Split('|')[0].Split('.'))
            {
                var bracket = step.IndexOf('[');
                var name = bracket < 0 ? step : step[..bracket];
                if (!at.TryGetValue(name, out var next))
                {
                    next = [];
                    at[name] = next;
                }

                at = next;
                if (bracket >= 0 && !step.EndsWith("[]", StringComparison.Ordinal))
                {
                    // Which items are meant any of their members may tell.
                    break;
                }
            }

            at.IsWhole = true;
        }
    }
}
