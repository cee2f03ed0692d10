using System.Text.Json;
using RecipePicks.Engines;

namespace RecipePicks.Sources;

/// <content>Members that are objects or lists of known shape.</content>
internal sealed partial class RecordParser
{
    private bool ReadGroup(ref JsonCursor reader, ReadOnlySpan<byte> json, Member group, out ulong hash)
    {
        _fields.Groups[group.Cell] = true;
        hash = 0;
        ulong sum = 0;
        var before = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                hash = ContentHash.Object(sum);
                return true;
            }

            var nameHash = NameHash(ref reader, group.Members!, ref before, out var member);
            if (!reader.Read())
            {
                return false;
            }

            ulong value;
            if (member is null)
            {
                _irregular = true;
                if (!Walk(ref reader, json, null, out value, out _))
                {
                    return false;
                }
            }
            else if (!ReadMember(ref reader, json, member, top: false, out value))
            {
                return false;
            }

            sum += ContentHash.Pair(nameHash, value);
        }

        return false;
    }

    private bool ReadMap(ref JsonCursor reader, ReadOnlySpan<byte> json, Member map, out ulong hash)
    {
        _fields.Groups[map.Cell] = true;
        hash = 0;
        ulong sum = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                hash = ContentHash.Object(sum);
                return true;
            }

            if (!TakeText(ref reader, json, out var name, out var nameHash) || !reader.Read())
            {
                return false;
            }

            _irregular |= !_names.Add(nameHash);
            ulong value;
            if (reader.TokenType == JsonTokenType.String)
            {
                if (!TakeText(ref reader, json, out var text, out value))
                {
                    return false;
                }

                _fields.Attributes.Add(name);
                _fields.Attributes.Add(text);
            }
            else
            {
                _irregular = true;
                if (!Walk(ref reader, json, null, out value, out _))
                {
                    return false;
                }
            }

            sum += ContentHash.Pair(nameHash, value);
        }

        return false;
    }

    private bool ReadResources(ref JsonCursor reader, ReadOnlySpan<byte> json, Member list, out ulong hash)
    {
        _fields.Groups[list.Cell] = true;
        hash = ContentHash.EmptyArray;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndArray)
            {
                return true;
            }

            ulong entry;
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                _irregular = true;
                if (!Walk(ref reader, json, null, out entry, out _))
                {
                    return false;
                }
            }
            else if (!ReadResource(ref reader, json, list, out entry))
            {
                return false;
            }

            hash = ContentHash.Element(hash, entry);
        }

        return false;
    }

    private bool ReadResource(ref JsonCursor reader, ReadOnlySpan<byte> json, Member list, out ulong hash)
    {
        var at = _fields.Resources.Count;
        _fields.Resources.AddRange([default, default, default]);
        hash = 0;
        ulong sum = 0;
        var before = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                hash = ContentHash.Object(sum);
                return true;
            }

            var nameHash = NameHash(ref reader, RecordSchema.Resource, ref before, out var member);
            if (!reader.Read())
            {
                return false;
            }

            ulong value;
            if (member is null || reader.TokenType != JsonTokenType.String)
            {
                _irregular = true;
                if (!Walk(ref reader, json, null, out value, out _))
                {
                    return false;
                }
            }
            else
            {
                if (!TakeText(ref reader, json, out var text, out value))
                {
                    return false;
                }

                _fields.Resources[at + member.Cell] = text;
                if (TakesIdentifiers && member.Cell == 0)
                {
                    NameWhole(Bytes(text, json), text, value, list, NamingRole.Request);
                }
            }

            sum += ContentHash.Pair(nameHash, value);
        }

        return false;
    }
}
