using System.Text;
using RecipePicks.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>A number, as it is written.</summary>
internal sealed record Digits(string Text);

/// <summary>Makes records that look like CloudTrail's and are odd in every way that JSON allows; a seed makes the same again.</summary>
/// <remarks>Objects are lists of pairs, so that their order can be changed; no name is given twice.</remarks>
internal sealed class RandomRecords(int seed)
{
    private static readonly string[] Words =
    [
        "",
        "a",
        "arn:aws:iam::111122223333:role/admin",
        "i-0123456789abcdef0",
        "a=b&c<d>",
        "ünï çödé",
        "😀 and 𝕏",
        "\ud800 alone",
        "x\udc00",
        "tab\tnew\nline\r\b\f",
        "nul\0here",
        "quote\"back\\slash/",
        "\u007f\u0080\u2028\uffff",
        "null",
        "{\"a\":1}",
        "2024-03-01T00:00:00Z",
    ];

    private static readonly string[] Numbers =
    [
        "0",
        "-0",
        "1",
        "1.0",
        "1.50",
        "1e400",
        "-1E-7",
        "12345678901234567890123",
        "3.141592653589793238462643",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A record with a given eventID.</summary>
    public List<(string Name, object? Value)> Record(string eventId)
    {
        List<(string, object?)> record =
        [
            ("eventID", eventId),
            ("eventName", Chance(0.9) ? "RunInstances" : Word()),
            ("eventSource", Chance(0.9) ? "ec2.amazonaws.com" : Word()),
            ("eventTime", Chance(0.9) ? $"2024-03-{1 + _random.Next(28):d2}T00:00:{_random.Next(60):d2}Z" : Any(1)),
        ];
        foreach (var member in RecordSchema.Record.All)
        {
            if (Chance(0.6) && record.All(m => m.Item1 != member.Name))
            {
                record.Add((member.Name, Of(member)));
            }
        }

        AddUnknown(record, 3);
        Shuffle(record);
        return record;
    }

    /// <summary>Writes JSON: compact, or in one of the countless other ways of writing the same.</summary>
    public string Write(object? value, bool plainly)
    {
        var text = new StringBuilder();
        Write(text, value, plainly);
        return text.ToString();
    }

    private object? Of(Member member)
    {
        if (Chance(0.15))
        {
            return Any(2);
        }

        switch (member.Kind)
        {
            case MemberKind.Text:
                return Word();
            case MemberKind.Flag:
                return Chance(0.5);
            case MemberKind.Json:
                return Object(3);
            case MemberKind.Resources:
                return Enumerable.Range(0, _random.Next(3)).Select(_ => (object?)Group(RecordSchema.Resource)).ToList();
            case MemberKind.Map:
                return Enumerable
                    .Range(0, _random.Next(3))
                    .Select(i => ($"key {i}{Word()}", Chance(0.8) ? Word() : Any(1)))
                    .ToList();
            default:
                return Group(member.Members!);
        }
    }

    private List<(string, object?)> Group(MemberTable members)
    {
        List<(string, object?)> group = [.. members.All.Where(_ => Chance(0.7)).Select(m => (m.Name, Of(m)))];
        if (Chance(0.2))
        {
            AddUnknown(group, 2);
        }

        Shuffle(group);
        return group;
    }

    private void AddUnknown(List<(string Name, object? Value)> members, int most)
    {
        for (var i = _random.Next(most + 1); i > 0; i--)
        {
            members.Add(($"x{i}{Word()}", Any(3)));
        }
    }

    private object? Any(int depth) =>
        _random.Next(depth > 0 ? 7 : 5) switch
        {
            0 => null,
            1 => Chance(0.5),
            2 => new Digits(Numbers[_random.Next(Numbers.Length)]),
            3 or 4 => Word(),
            5 => Object(depth - 1),
            _ => Enumerable.Range(0, _random.Next(4)).Select(_ => Any(depth - 1)).ToList(),
        };

    private List<(string, object?)> Object(int depth) =>
        [.. Enumerable.Range(0, _random.Next(4)).Select(i => ($"{i}{Word()}Id", Any(depth)))];

    private string Word() => Words[_random.Next(Words.Length)] + (Chance(0.3) ? Words[_random.Next(Words.Length)] : "");

    private bool Chance(double of) => _random.NextDouble() < of;

    private void Shuffle<T>(List<T> list) =>
        _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list));

    private void Write(StringBuilder to, object? value, bool plainly)
    {
        Space(to, plainly);
        switch (value)
        {
            case null:
                to.Append("null");
                break;
            case bool flag:
                to.Append(flag ? "true" : "false");
                break;
            case Digits number:
                to.Append(number.Text);
                break;
            case string text:
                WriteText(to, text, plainly);
                break;
            case List<(string Name, object? Value)> members:
                to.Append('{');
                List<(string Name, object? Value)> order = [.. members];
                if (!plainly)
                {
                    Shuffle(order);
                }

                for (var i = 0; i < order.Count; i++)
                {
                    to.Append(i == 0 ? "" : ",");
                    Space(to, plainly);
                    WriteText(to, order[i].Name, plainly);
                    Space(to, plainly);
                    to.Append(':');
                    Write(to, order[i].Value, plainly);
                }

                Space(to, plainly);
                to.Append('}');
                break;
            case List<object?> items:
                to.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    to.Append(i == 0 ? "" : ",");
                    Write(to, items[i], plainly);
                }

                Space(to, plainly);
                to.Append(']');
                break;
            default:
                throw new InvalidOperationException($"no JSON: {value.GetType()}");
        }

        Space(to, plainly);
    }

    private void Space(StringBuilder to, bool plainly)
    {
        if (!plainly && Chance(0.3))
        {
            to.Append(" \t\r\n"[_random.Next(4)], 1 + _random.Next(3));
        }
    }

    private void WriteText(StringBuilder to, string text, bool plainly)
    {
        to.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var pair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            var mustEscape = c is < ' ' or '"' or '\\' || (char.IsSurrogate(c) && !pair);
            if (mustEscape || (!plainly && Chance(0.3)))
            {
                to.Append(Escape(c));
            }
            else
            {
                to.Append(c);
                to.Append(pair ? text[++i].ToString() : "");
                continue;
            }

            if (pair)
            {
                to.Append(Escape(text[++i]));
            }
        }

        to.Append('"');
    }

    private string Escape(char c)
    {
        var simple = "\"\\/\b\f\n\r\t".IndexOf(c);
        return simple >= 0 && Chance(0.5) ? $"\\{"\"\\/bfnrt"[simple]}"
            : Chance(0.5) ? $"\\u{(int)c:x4}"
            : $"\\u{(int)c:X4}";
    }
}
