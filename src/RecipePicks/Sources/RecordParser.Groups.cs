using System.Text.Json;
using RecipePicks.Engines;

namespace RecipePicks.Sources;

/// <content>Members that are objects or lists of known shape.</content>
internal sealed partial class RecordParser
{
    private bool ReadGroup(ref JsonCursor reader, ReadOnlySpan<byte> json, Member group)
    {
        _fields.Groups[group.Cell] = true;
        var before = 0;
        while (
            ReadTexts(ref reader, json, group.Members!, ref before, top: false)
            && NextMember(ref reader, group.Members!, ref before, out var member)
        )
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                return true;
            }

            if (!reader.Read())
            {
                return false;
            }

            if (member is null)
            {
                _irregular = true;
                if (!reader.Skip(out _))
                {
                    return false;
                }
            }
            else if (!ReadMember(ref reader, json, member, top: false))
            {
                return false;
            }
        }

        return false;
    }

    private bool ReadMap(ref JsonCursor reader, ReadOnlySpan<byte> json, Member map)
    {
        _fields.Groups[map.Cell] = true;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                return true;
            }

            if (!TakeText(ref reader, out var name))
            {
                return false;
            }

            _irregular |= !_names.Add(ContentHash.Of(Bytes(name, json)));
            if (!reader.Read())
            {
                return false;
            }

            if (reader.TokenType == JsonTokenType.String)
            {
                if (!TakeText(ref reader, out var text))
                {
                    return false;
                }

                _fields.Attributes.Add(name);
                _fields.Attributes.Add(text);
            }
            else
            {
                _irregular = true;
                if (!reader.Skip(out _))
                {
                    return false;
                }
            }
        }

        return false;
    }

    private bool ReadResources(ref JsonCursor reader, ReadOnlySpan<byte> json, Member list)
    {
        _fields.Groups[list.Cell] = true;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndArray)
            {
                return true;
            }

            if (reader.TokenType != JsonTokenType.StartObject)
            {
                _irregular = true;
                if (!reader.Skip(out _))
                {
                    return false;
                }
            }
            else if (!ReadResource(ref reader, json, list))
            {
                return false;
            }
        }

        return false;
    }

    private bool ReadResource(ref JsonCursor reader, ReadOnlySpan<byte> json, Member list)
    {
        var at = _fields.Resources.Count;
        _fields.Resources.AddRange([default, default, default]);
        var before = 0;
        while (NextMember(ref reader, RecordSchema.Resource, ref before, out var member))
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                return true;
            }

            // Some exports spell all names alike: it is read, and the list kept as it came.
            if (member is null && reader.Value.SequenceEqual("arn"u8))
            {
                (member, _irregular) = (RecordSchema.Resource.All[0], true);
            }

            if (!reader.Read())
            {
                return false;
            }

            if (member is null || reader.TokenType != JsonTokenType.String)
            {
                _irregular = true;
                if (!reader.Skip(out _))
                {
                    return false;
                }
            }
            else
            {
                if (!TakeText(ref reader, out var text))
                {
                    return false;
                }

                _fields.Resources[at + member.Cell] = text;
                if (TakesIdentifiers && member.Cell == 0)
                {
                    NameWhole(Bytes(text, json), text, list, NamingRole.Request);
                }
            }
        }

        return false;
    }
}
