using System.Text.Json;
using System.Text.Json.Serialization;
using RecipePicks.Store;

namespace RecipePicks.Cases;

/// <summary>Something that a responder put into the story, with a note.</summary>
/// <param name="Id">What it is: unique within the story.</param>
/// <param name="Mark">The letter that said it; empty for what no letter said.</param>
/// <param name="Text">The claim as it was pinned; may hold text from a log.</param>
/// <param name="Note">What the responder says of it.</param>
/// <param name="Time">When it happened, ISO 8601 in UTC; null when that is not known.</param>
/// <param name="EventIds">The events that prove it.</param>
public sealed record StoryPin(
    string Id,
    string Mark,
    string Text,
    string Note,
    string? Time,
    IReadOnlyList<string> EventIds
);

/// <summary>What responders pinned, in their order; saved in the case's folder as <c>story.json</c>.</summary>
/// <param name="Revision">Counts the savings; who saves says which one was read, so that two pages do not undo each other.</param>
/// <param name="Pins">The pins.</param>
public sealed record Story(long Revision, IReadOnlyList<StoryPin> Pins)
{
    /// <summary>The most pins that a story holds.</summary>
    public const int MostPins = 2000;

    private const string FileName = "story.json";
    private static readonly Lock s_saving = new();

    /// <summary>Nothing is pinned.</summary>
    public static Story Empty { get; } = new(0, []);

    /// <summary>Reads the story of a case.</summary>
    /// <param name="directory">The case's folder.</param>
    /// <exception cref="JsonException">The file is damaged.</exception>
    public static Story Read(string directory)
    {
        var file = Path.Combine(directory, FileName);
        if (!File.Exists(file))
        {
            return Empty;
        }

        var story = JsonSerializer.Deserialize(File.ReadAllBytes(file), StoryJson.Default.Story);
        return story is { IsWhole: true } ? story : throw new JsonException("a member of it is missing");
    }

    /// <summary>Reads a story that a page sends.</summary>
    /// <param name="json">The JSON.</param>
    /// <returns>The story; null when it is none.</returns>
    public static Story? Parse(string json)
    {
        try
        {
            return
                JsonSerializer.Deserialize(json, StoryJson.Default.Story) is { IsWhole: true } story
                && story.Pins.Count <= MostPins
                ? story
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether nothing is null that the file or the page that it came from should have said.</summary>
    private bool IsWhole =>
        Pins is { } pins
        && pins.All(p =>
            p is { Id: not null, Mark: not null, Text: not null, Note: not null, EventIds: { } ids }
            && ids.All(id => id is not null)
        );

    /// <summary>Writes it as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, StoryJson.Default.Story);

    /// <summary>Saves it, unless another was saved since it was read.</summary>
    /// <param name="directory">The case's folder.</param>
    /// <param name="saved">The story as it is saved; when it is not, the one that stands there.</param>
    /// <returns>Whether it was saved.</returns>
    public bool TrySave(string directory, out Story saved)
    {
        lock (s_saving)
        {
            using var alone = FileInUse.Await(Path.Combine(directory, "story.lock"));
            var now = Read(directory);
            if (now.Revision != Revision)
            {
                saved = now;
                return false;
            }

            saved = this with { Revision = Revision + 1 };
            var unfinished = Path.Combine(directory, $"{FileName}.{Environment.ProcessId}.tmp");
            File.WriteAllText(unfinished, saved.ToJson());
            File.Move(unfinished, Path.Combine(directory, FileName), overwrite: true);
            return true;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Story))]
internal sealed partial class StoryJson : JsonSerializerContext;
