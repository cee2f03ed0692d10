using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Tables;

/// <summary>Reads the types that our own tables declare: <c>STRUCT(arn VARCHAR)[]</c>.</summary>
internal static class DuckTypeText
{
    /// <summary>The type.</summary>
    /// <exception cref="FormatException">It is of a form that our tables do not use.</exception>
    public static SqlType Read(string text)
    {
        var at = 0;
        var type = ReadType(text, ref at);
        return at == text.Length ? type : throw new FormatException($"not a type: {text}");
    }

    private static SqlType ReadType(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
        {
            at++;
        }

        var word = text[start..at];
        var type = word switch
        {
            "STRUCT" => ReadStruct(text, ref at),
            "MAP" => ReadMap(text, ref at),
            _ => TypeNames.Of(word) ?? throw new FormatException($"not a type: {text}"),
        };
        while (at + 1 < text.Length && text[at] == '[')
        {
            at += 2;
            type = SqlType.Array(type);
        }

        return type;
    }

    private static SqlType ReadMap(string text, ref int at)
    {
        at++;
        var key = ReadType(text, ref at);
        at += 2;
        var value = ReadType(text, ref at);
        at++;
        return SqlType.Map(key, value);
    }

    private static SqlType ReadStruct(string text, ref int at)
    {
        var fields = new List<RowField>();
        do
        {
            at += text[at] == '(' ? 1 : 2;
            var space = text.IndexOf(' ', at);
            var name = text[at..space];
            at = space + 1;
            fields.Add(new(name, ReadType(text, ref at)));
        } while (text[at] == ',');
        at++;
        return SqlType.Row(fields);
    }
}
