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

    /// <summary>Walks the value that the reader stands on, to its end.</summary>
    /// <param name="reader">Stands on the value's first token.</param>
    /// <param name="json">The record.</param>
    /// <param name="member">The member whose identifiers are taken, or null.</param>
    /// <param name="hash">The value's hash.</param>
    /// <param name="plain">Whether it is compact JSON without escapes.</param>
    /// <returns>False when the bytes ran out.</returns>
    private bool Walk(ref JsonCursor reader, ReadOnlySpan<byte> json, Member? member, out ulong hash, out bool plain)
    {
        plain = true;
        hash = 0;
        var depth = 0;
        member = TakesIdentifiers && member?.Role is not null ? member : null;
        var named = member is not null;
        _levels[0] = new Level { Path = named ? member!.NameHash : 0 };
        while (true)
        {
            ulong value;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                case JsonTokenType.StartArray:
                    var isArray = reader.TokenType == JsonTokenType.StartArray;
                    var path = _levels[depth].ChildPath;
                    _levels[++depth] = new Level
                    {
                        IsArray = isArray,
                        Hash = isArray ? ContentHash.EmptyArray : 0,
                        Path = isArray ? ContentHash.Mix(path ^ ItemPath, ItemPath) : path,
                        IsNamed = isArray && _levels[depth - 1].IsNamed,
                    };
                    goto Next;
                case JsonTokenType.PropertyName:
                    ref var level = ref _levels[depth];
                    level.Name = reader.IsEscaped ? EscapedName(ref reader).Hash : ContentHash.Text(reader.Value);
                    level.NameAt = reader.TokenStart + 1;
                    level.NameLength = reader.Value.Length;
                    level.IsNamed = named && IdentifierForm.IsNamedSo(reader.Value);
                    plain &= !reader.IsEscaped;
                    goto Next;
                case JsonTokenType.EndObject:
                    value = ContentHash.Object(_levels[depth--].Hash);
                    break;
                case JsonTokenType.EndArray:
                    value = _levels[depth--].Hash;
                    break;
                case JsonTokenType.String:
                    if (!WalkText(ref reader, json, member, depth, out value))
                    {
                        return false;
                    }

                    plain &= !reader.IsEscaped;
                    break;
                case JsonTokenType.Number:
                    value = ContentHash.Number(reader.Value);
                    break;
                default:
                    value =
                        reader.TokenType == JsonTokenType.True ? ContentHash.True
                        : reader.TokenType == JsonTokenType.False ? ContentHash.False
                        : ContentHash.Null;
                    break;
            }

            if (depth == 0)
            {
                hash = value;
                return true;
            }

            _levels[depth].Add(value);
            Next:
            if (!reader.Read())
            {
                return false;
            }

            plain &= !reader.IsSpaced;
        }
    }

    private bool WalkText(ref JsonCursor reader, ReadOnlySpan<byte> json, Member? member, int depth, out ulong hash)
    {
        var keep = scratch.Used;
        if (!TakeTextQuietly(ref reader, json, out var slice, out hash))
        {
            return false;
        }

        if (member?.Role is { } role)
        {
            var text = Bytes(slice, json);
            if (
                IdentifierForm.IsOne(text)
                || (_levels[depth].IsNamed && text.Length is > 1 and <= IdentifierForm.Longest)
            )
            {
                Name(text, slice, hash, PathNumber(json, member, role, depth));
                return true;
            }

            if (text.Length > 30)
            {
                NameInside(text, slice, member, NamingRole.Mention, depth, json);
                return true;
            }
        }

        scratch.Used = keep;
        return true;
    }

    /// <summary>Takes text without calling the record irregular: the raw text of the value is kept anyway.</summary>
    private bool TakeTextQuietly(ref JsonCursor reader, ReadOnlySpan<byte> json, out Slice slice, out ulong hash)
    {
        var before = _irregular;
        var taken = TakeText(ref reader, json, out slice, out hash);
        _irregular = before;
        return taken;
    }

    private void NameWhole(ReadOnlySpan<byte> text, Slice slice, ulong hash, Member member, NamingRole role)
    {
        if (text.IsEmpty || text.Length > IdentifierForm.Longest)
        {
            return;
        }

        Name(text, slice, hash, PathNumber([], member, role, 0));
    }

    /// <summary>Takes an identifier, and the part of an ARN or of a session's principal id that people use alone.</summary>
    private void Name(ReadOnlySpan<byte> text, Slice slice, ulong hash, int path)
    {
        Add(slice, hash, path);
        if (text.StartsWith("arn:"u8))
        {
            var tail = IdentifierForm.ShortOf(text);
            if (tail.Length > 1)
            {
                Add(Tail(slice, tail.Length, text.Length - tail.Length, text, tail), ContentHash.Text(tail), path);
            }
        }
        else if (text.Length > 20 && text[0] == 'A' && text.IndexOf((byte)':') is > 0 and var colon)
        {
            Add(slice with { Length = colon }, ContentHash.Text(text[..colon]), path);
            Add(
                new Slice(slice.Source, slice.Offset + colon + 1, slice.Length - colon - 1),
                ContentHash.Text(text[(colon + 1)..]),
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
                    ContentHash.Text(arn),
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

        var hash = ContentHash.Mix(_levels[depth].ChildPath ^ ItemPath, (ulong)role + 1);
        return paths.TryFind(hash, out var number) ? number : paths.Add(hash, PathText(json, member, depth), role);
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

    private struct Level
    {
        public bool IsArray;
        public bool IsNamed;
        public ulong Hash;
        public ulong Path;
        public ulong Name;
        public int NameAt;
        public int NameLength;

        public readonly ulong ChildPath => IsArray || Name == 0 ? Path : ContentHash.Mix(Path ^ Name, ItemPath);

        public void Add(ulong value)
        {
            if (IsArray)
            {
                Hash = ContentHash.Element(Hash, value);
            }
            else
            {
                Hash += ContentHash.Pair(Name, value);
            }
        }
    }
}
