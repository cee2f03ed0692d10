using System.Text.Json;

namespace RecipePicks.Sources;

/// <content>Members by name: records of one kind keep one order, so that what followed last time is tried first.</content>
internal sealed partial class RecordParser
{
    /// <summary>Goes to the next member's name, or to the end of the object.</summary>
    /// <param name="reader">Stands on the object's start, or on the end of the member before.</param>
    /// <param name="table">The members to choose from.</param>
    /// <param name="before">The number of the member before, and one: records mostly keep one order, so what followed it last time is tried first.</param>
    /// <param name="member">The member; null when its name is not known, and at the end.</param>
    /// <returns>False when the bytes ran out.</returns>
    private bool NextMember(ref JsonCursor reader, MemberTable table, ref int before, out Member? member)
    {
        var expected = _successors[table.Number][before];
        if (reader.TryReadName(table.Names[expected]))
        {
            member = table.All[expected];
            before = expected + 1;
            return true;
        }

        member = null;
        if (!reader.Read())
        {
            return false;
        }

        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            member = table.Find(reader.IsEscaped ? Unescaped(reader.Value) : reader.Value);
            if (member is not null)
            {
                _successors[table.Number][before] = member.Number;
                before = member.Number + 1;
            }
        }

        return true;
    }

    /// <summary>Reads members that are text, as long as they stand in the order of the record before.</summary>
    /// <param name="reader">Stands on the object's start, or on the end of the member before.</param>
    /// <param name="json">The record.</param>
    /// <param name="table">The members to choose from.</param>
    /// <param name="before">The number of the member before, and one.</param>
    /// <param name="top">Whether they are the record's own.</param>
    /// <returns>False when there was no room.</returns>
    private bool ReadTexts(ref JsonCursor reader, ReadOnlySpan<byte> json, MemberTable table, ref int before, bool top)
    {
        var successors = _successors[table.Number];
        while (true)
        {
            var number = successors[before];
            var opening = table.Texts[number];
            var nameAt = reader.Consumed + 1;
            if (opening is null || !reader.TryReadText(opening))
            {
                return true;
            }

            before = number + 1;
            var member = table.All[number];
            var above = _irregular;
            _irregular = _met[member.Cell];
            _met[member.Cell] = true;
            if (!ReadText(ref reader, json, member))
            {
                return false;
            }

            if (top && _irregular)
            {
                _unmapped.Add((nameAt, reader.Consumed));
            }

            _irregular |= above;
        }
    }

    private static byte[] Unescaped(ReadOnlySpan<byte> name)
    {
        var plain = new byte[name.Length];
        return plain[..JsonText.Unescape(name, plain, out _)];
    }
}
