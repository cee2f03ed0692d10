using System.Buffers;
using System.Text;
using System.Text.Json;
using RecipePicks.Engines;

namespace RecipePicks.Sources;

/// <content>The walk through JSON of any shape: its hash, whether it can be kept as it stands, the identifiers in it.</content>
internal sealed partial class RecordParser
{
    private static readonly SearchValues<byte> ArnEnds = SearchValues.Create(" \"'\\,()[]{}<>"u8);
    private const ulong ItemPath = 0x9FB21C651E98DF25;
    private readonly int[] _memberPaths = new int[RecordSchema.Values];
    private int _resourcesPath;
    private ulong _seen;
    private readonly Level[] _levels = new Level[JsonCursor.MaxDepth + 2];

    /// <summary>Walks the value that the reader stands on, to its end, and takes the identifiers in it.</summary>
    /// <param name="reader">Stands on the value's first token.</param>
    /// <param name="json">The record.</param>
    /// <param name="member">The member that the value is of.</param>
    /// <param name="plain">Whether it is compact JSON without escapes.</param>
    /// <returns>False when the bytes ran out.</returns>
    private bool Walk(ref JsonCursor reader, ReadOnlySpan<byte> json, Member member, out bool plain)
    {
        plain = true;
        var depth = 0;
        _levels[0] = new Level { Name = member.NameHash };
        while (true)
        {
            ref var level = ref _levels[depth];
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    _levels[++depth] = default;
                    break;
                case JsonTokenType.StartArray:
                    _levels[++depth] = new Level { IsArray = true, IsNamed = level.IsNamed };
                    break;
                case JsonTokenType.PropertyName:
                    level.NameAt = reader.TokenStart + 1;
                    level.NameLength = reader.Value.Length;
                    level.IsNamed = IdentifierForm.IsNamedSo(reader.Value);
                    level.Name = 0;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    depth--;
                    break;
                case JsonTokenType.String when !WalkText(ref reader, json, member, depth):
                    return false;
            }

            if (depth == 0)
            {
                return true;
            }

            if (!reader.Read())
            {
                return false;
            }

            plain &= !(reader.IsSpaced | reader.IsEscaped);
        }
    }

    private bool WalkText(ref JsonCursor reader, ReadOnlySpan<byte> json, Member member, int depth)
    {
        var keep = scratch.Used;
        // A string that is not exact does not make the record irregular here: the text of the whole value is kept.
        var irregular = _irregular;
        if (!TakeText(ref reader, out var slice))
        {
            return false;
        }

        _irregular = irregular;
        var text = Bytes(slice, json);
        if (IdentifierForm.IsOne(text) || (_levels[depth].IsNamed && text.Length is > 1 and <= IdentifierForm.Longest))
        {
            Name(text, slice, PathNumber(json, member, member.Role!.Value, depth));
        }
        else if (text.Length > 30)
        {
            NameInside(text, slice, member, NamingRole.Mention, depth, json);
        }
        else
        {
            scratch.Used = keep;
        }

        return true;
    }

    private void NameWhole(ReadOnlySpan<byte> text, Slice slice, Member member, NamingRole role)
    {
        if (text.IsEmpty || text.Length > IdentifierForm.Longest)
        {
            return;
        }

        Name(text, slice, PathNumber([], member, role, 0));
    }

    /// <summary>Takes an identifier, and the part of an ARN or of a session's principal id that people use alone.</summary>
    private void Name(ReadOnlySpan<byte> text, Slice slice, int path)
    {
        Add(slice, ContentHash.Of(text), path);
        if (text.StartsWith("arn:"u8))
        {
            var tail = IdentifierForm.ShortOf(text);
            if (tail.Length > 1)
            {
                Add(Tail(slice, tail.Length, text.Length - tail.Length, text, tail), ContentHash.Of(tail), path);
            }
        }
        else if (text.Length > 20 && text[0] == 'A' && text.IndexOf((byte)':') is > 0 and var colon)
        {
            Add(slice with { Length = colon }, ContentHash.Of(text[..colon]), path);
            Add(
                new Slice(slice.Source, slice.Offset + colon + 1, slice.Length - colon - 1),
                ContentHash.Of(text[(colon + 1)..]),
                path
            );
        }
    }

    private static Slice Tail(Slice slice, int length, int from, ReadOnlySpan<byte> text, ReadOnlySpan<byte> tail)
    {
        // The bucket of an S3 ARN is not its last part.
        var at = text.EndsWith(tail) ? from : text.LastIndexOf((byte)':') + 1;
        return new Slice(slice.Source, slice.Offset + at, length);
    }

    private void NameInside(ReadOnlySpan<byte> text, Slice slice, Member member, NamingRole role) =>
        NameInside(text, slice, member, role, 0, []);

    /// <summary>Takes the ARNs and key ids that stand inside longer text.</summary>
    private void NameInside(
        ReadOnlySpan<byte> text,
        Slice slice,
        Member member,
        NamingRole role,
        int depth,
        ReadOnlySpan<byte> json
    )
    {
        for (var at = text.IndexOf("arn:"u8); at >= 0 && at < text.Length; )
        {
            var length = text[at..].IndexOfAny(ArnEnds);
            length = length < 0 ? text.Length - at : length;
            if (length is > 12 and <= IdentifierForm.Longest)
            {
                var arn = text.Slice(at, length).TrimEnd("."u8);
                Name(
                    arn,
                    new Slice(slice.Source, slice.Offset + at, arn.Length),
                    PathNumber(json, member, role, depth)
                );
            }

            at += length;
            var next = at < text.Length ? text[at..].IndexOf("arn:"u8) : -1;
            at = next < 0 ? -1 : at + next;
        }
    }

    private void Add(Slice text, ulong hash, int path)
    {
        var namings = _fields.Namings;
        var bit = 1UL << (int)((hash ^ ((ulong)path * ItemPath)) >> 58);
        for (var i = (_seen & bit) == 0 ? namings.Count : 0; i < namings.Count; i++)
        {
            if (namings[i].Hash == hash && namings[i].Path == path)
            {
                return;
            }
        }

        _seen |= bit;
        namings.Add(new Naming(text, hash, path));
    }

    private int PathNumber(ReadOnlySpan<byte> json, Member member, NamingRole role, int depth)
    {
        if (depth == 0)
        {
            // A member has one role, so its own path is found by its cell.
            ref var known = ref (
                member.Kind == MemberKind.Resources ? ref _resourcesPath : ref _memberPaths[member.Cell]
            );
            return known > 0 ? known - 1 : (known = paths.Add(PathText(json, member, 0), role) + 1) - 1;
        }

        var hash = ContentHash.Mix(PathHash(json, depth) ^ ItemPath, (ulong)role + 1);
        return paths.TryFind(hash, out var number) ? number : paths.Add(hash, PathText(json, member, depth), role);
    }

    private ulong PathHash(ReadOnlySpan<byte> json, int depth)
    {
        var hash = _levels[0].Name;
        for (var i = 1; i <= depth; i++)
        {
            ref var level = ref _levels[i];
            if (level.Name == 0)
            {
                level.Name = level.IsArray ? ItemPath : ContentHash.Of(json.Slice(level.NameAt, level.NameLength));
            }

            hash = ContentHash.Mix(hash ^ level.Name, ItemPath);
        }

        return hash;
    }

    private string PathText(ReadOnlySpan<byte> json, Member member, int depth)
    {
        var text = new StringBuilder(RecordSchema.PathOf(member));
        for (var i = 1; i <= depth; i++)
        {
            text.Append(
                _levels[i].IsArray
                    ? "[]"
                    : "." + Encoding.UTF8.GetString(json.Slice(_levels[i].NameAt, _levels[i].NameLength))
            );
        }

        return text.ToString();
    }

    /// <summary>An open container: its elements, or the member of it that is being read.</summary>
    private struct Level
    {
        public bool IsArray;
        public bool IsNamed;
        public int NameAt;
        public int NameLength;

        /// <summary>The name's hash, once it is needed; 0 before.</summary>
        public ulong Name;
    }
}
