namespace RecipePicks.Sources;

/// <content>Objects that stood in an earlier record word for word.</content>
internal sealed partial class RecordParser
{
    private readonly KnownObjects _known = new();

    /// <summary>Reads an object of the record, or remembers it; the same words under another name fill other cells.</summary>
    private bool ReadObject(ref JsonCursor reader, ReadOnlySpan<byte> json, Member group)
    {
        var start = reader.TokenStart;
        if (_known.Find(json[start..]) is { } known && known.Groups[0] == group.Cell)
        {
            reader.Pass(known.Json.Length);
            Remember(known, start);
            return true;
        }

        var (kept, named) = (scratch.Used, _fields.Namings.Count);
        if (!ReadGroup(ref reader, json, group))
        {
            return false;
        }

        // What had to be rewritten, and free names, are read each time.
        if (
            scratch.Used == kept
            && _fields.Attributes.Count == 0
            && _known.Add(json[start..reader.Consumed]) is { } place
        )
        {
            Learn(place, group, start, named);
        }

        return true;
    }

    private void Remember(KnownObject known, int start)
    {
        foreach (var (cell, at, length) in known.Values)
        {
            _fields.Values[cell] = At(start + at, length);
        }

        foreach (var group in known.Groups)
        {
            _fields.Groups[group] = true;
        }

        _irregular |= known.IsIrregular;
        if (known.Namings.Count > 0)
        {
            _fields.Known.Add(known);
        }
    }

    private void Learn(KnownObject place, Member group, int start, int named)
    {
        var origin = _base + start;
        LearnValues(place, group, origin);
        place.IsIrregular = _irregular;
        var namings = _fields.Namings;
        for (var i = named; i < namings.Count; i++)
        {
            place.Namings.Add(namings[i] with { Text = Moved(namings[i].Text, origin) });
        }

        if (namings.Count > named)
        {
            namings.RemoveRange(named, namings.Count - named);
            _fields.Known.Add(place);
        }
    }

    private void LearnValues(KnownObject place, Member group, int origin)
    {
        place.Groups.Add(group.Cell);
        foreach (var member in group.Members?.All ?? [])
        {
            if (member.Kind is MemberKind.Group or MemberKind.Map or MemberKind.Resources)
            {
                if (_fields.Groups[member.Cell])
                {
                    LearnValues(place, member, origin);
                }
            }
            else if (_fields.Values[member.Cell] is { IsPresent: true } value)
            {
                place.Values.Add((member.Cell, value.Offset - origin, value.Length));
            }
        }
    }

    private static Slice Moved(Slice slice, int origin) => slice with { Offset = slice.Offset - origin };
}
