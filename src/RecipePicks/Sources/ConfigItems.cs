using System.Text.Json;
using RecipePicks.State;

namespace RecipePicks.Sources;

/// <summary>
/// Reads AWS Config's snapshots, history files and notifications, and single documents of
/// <c>aws … --output json</c>. CloudTrail records among them are handed on.
/// </summary>
/// <remarks>Source: AWS Config Developer Guide, "Components of a Configuration Item", "Example Configuration Snapshot".</remarks>
internal static class ConfigItems
{
    private const int Deepest = 6;

    private static readonly byte[][] s_firstMembers =
    [
        .. StateKnowledge
            .Default.File.Documents.SelectMany(d => d.Has ?? [])
            .Concat(CliCalls.Members)
            .Distinct()
            .Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    /// <summary>Whether an input begins like one: it names configuration items, or its first member is a document's.</summary>
    /// <param name="head">Its beginning, leading white space left out.</param>
    public static bool Matches(ReadOnlySpan<byte> head)
    {
        if (head.IndexOf("configurationItem"u8) >= 0)
        {
            return head.IndexOf("\"userIdentity\""u8) < 0;
        }

        var inside = head[1..].TrimStart(" \n\r\t"u8);
        if (
            head[0] != '{'
            || inside is not [(byte)'"', .. var rest]
            || rest.IndexOf((byte)'"') is not (> 0 and var end)
        )
        {
            return false;
        }

        // Nearly all are CloudTrail's own: of them nothing more has to be known.
        if (rest[..end].SequenceEqual("Records"u8))
        {
            return false;
        }

        foreach (var member in s_firstMembers)
        {
            if (rest[..end].SequenceEqual(member))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an input is one by its name: that begins with a command of the AWS CLI, or is a manifest of such.</summary>
    /// <param name="name">The part's name.</param>
    public static bool IsNamed(string name) =>
        name[(name.LastIndexOfAny(['/', '!']) + 1)..] is var file
        && (file == CliLayout.Manifest || CliLayout.CallOf(file) is not null);

    /// <summary>Reads an input to its end.</summary>
    /// <param name="content">The input.</param>
    /// <param name="name">The part's name: it may tell the account, the region, the command and its subject.</param>
    /// <param name="line">What a manifest says of it; null when there is none.</param>
    /// <param name="sink">Takes the states.</param>
    /// <returns>CloudTrail records that were among them, and a problem for each piece that cannot be read.</returns>
    public static IEnumerable<FoundRecord> Read(Stream content, string name, CliAnswer? line, IConfigItemSink sink)
    {
        var file = new DocumentName(name, line);
        foreach (var piece in new JsonPieces(content).Read())
        {
            var records = new Queue<FoundRecord>();
            var problem = piece.Problem ?? Take(piece.Json, file, sink, records);
            if (problem is not null)
            {
                yield return new FoundRecord([], null, problem);
            }

            foreach (var record in records)
            {
                yield return record;
            }
        }
    }

    private static string? Take(byte[] json, DocumentName file, IConfigItemSink sink, Queue<FoundRecord> records)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JsonCursor.MaxDepth });
            var root = document.RootElement;
            if (CliAnswer.IsOne(root))
            {
                Answer(root, sink);
                return null;
            }

            var items = Items(root, 0).ToList();
            items = items.Count > 0 ? items : [.. CliDocuments.Items(root, file), .. CliOutput.Items(root, file)];
            items.ForEach(sink.Item);
            if (items.Count > 0)
            {
                return null;
            }

            if (CliDocuments.IsKnown(root, file))
            {
                sink.Other(Shapes.Known(root)?.Name ?? "AWS CLI output that lists nothing", known: true);
                return null;
            }

            if (NestedRecords.IsRecord(root))
            {
                records.Enqueue(new(json));
                return null;
            }

            var (kind, known) = Shapes.Unwrap(json, records);
            if (records.Count == 0)
            {
                sink.Other(known ? kind : CliOutput.Problem(root) ?? kind, known);
            }

            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return $"broken JSON: {e.Message.Split('\n')[0]}";
        }
    }

    private static void Answer(JsonElement line, IConfigItemSink sink)
    {
        if (CliAnswer.Parse(line.GetRawText()) is not { } answer)
        {
            sink.Other("a line of a manifest that lacks something", known: false);
        }
        else if (CliOutput.Item(answer) is { } item)
        {
            sink.Item(item);
        }
        else
        {
            sink.Beside();
        }
    }

    // Items lie plain, in a snapshot's list, in a message, in an event's detail, in the event of a rule.
    private static IEnumerable<ConfigItem> Items(JsonElement value, int depth)
    {
        if (depth > Deepest)
        {
            return [];
        }

        var plain = StateJson.Unwrap(value);
        return plain.ValueKind switch
        {
            JsonValueKind.Array => plain.EnumerateArray().SelectMany(i => Items(i, depth + 1)),
            JsonValueKind.Object when plain.TryGetProperty("configurationItemCaptureTime", out _) => Item(plain),
            JsonValueKind.Object => (
                (ReadOnlySpan<string>)["configurationItems", "configurationItem", "Message", "detail", "invokingEvent"]
            )
                .ToArray()
                .SelectMany(name => plain.TryGetProperty(name, out var inner) ? Items(inner, depth + 1) : []),
            _ => [],
        };
    }

    private static IEnumerable<ConfigItem> Item(JsonElement item)
    {
        var (type, id) = (Text(item, "resourceType"), Text(item, "resourceId"));
        if (type is not null && id is not null)
        {
            var arn = Text(item, "ARN") ?? Text(item, "arn");
            yield return new ConfigItem
            {
                Form = "config",
                Type = type,
                Id = id,
                Name = Text(item, "resourceName"),
                Arn = arn,
                Account = Text(item, "awsAccountId") ?? Text(item, "accountId") ?? Arn.TryParse(arn)?.Account,
                Region = Text(item, "awsRegion"),
                CaptureTime = Time(item.GetProperty("configurationItemCaptureTime")),
                Status = Text(item, "configurationItemStatus"),
                Configuration = Json(item, "configuration"),
                Supplementary = Json(item, "supplementaryConfiguration"),
                Relationships = Json(item, "relationships"),
                Tags = Json(item, "tags"),
            };
        }
    }

    private static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value)
            ? StatePlaces.Text(value) is { Length: > 0 } text
                ? text
                : null
            : null;

    private static string? Json(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value)
        && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? StateJson.Unwrap(value) is var plain && plain.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                ? plain.GetRawText()
                : null
            : null;

    // Config writes ISO 8601 in snapshots; the CLI may write seconds since 1970.
    private static string? Time(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && Math.Abs(seconds) < 1e11
            ? TimeWindow.Format(DateTime.UnixEpoch.AddMilliseconds(Math.Round(seconds * 1000)))
        : TimeWindow.Parse(StatePlaces.Text(value)) is { } time ? TimeWindow.Format(time)
        : null;
}
