using RecipePicks.Reports.Escaping;

namespace RecipePicks.Reports;

/// <summary>
/// Lays out a JSON document as it streams: a member a line, two spaces a level, and a value that is handed over whole
/// (a table's row) on one line.
/// </summary>
/// <remarks><c>Utf8JsonWriter</c> cannot mix the two, nor take strings that are escaped our way.</remarks>
internal sealed class JsonPage(TextWriter output)
{
    private int _depth;
    private bool _any;

    public void Document(Action members)
    {
        Nest('{', members, '}');
        output.Write('\n');
    }

    /// <summary>A list of objects as the whole document.</summary>
    public void Documents<T>(IEnumerable<T> items, Action<T> members)
    {
        List(items, members);
        output.Write('\n');
    }

    public void Text(string name, string? value) => Raw(name, value is null ? "null" : InertJson.Quote(value));

    public void Number(string name, long? value) => Raw(name, value?.ToString() ?? "null");

    public void Time(string name, DateTime? time) => Text(name, time is { } at ? TimeWindow.Format(at) : null);

    /// <summary>A member whose value is JSON already.</summary>
    public void Raw(string name, string json)
    {
        Begin(name);
        output.Write(json);
    }

    public void Object(string name, Action members)
    {
        Begin(name);
        Nest('{', members, '}');
    }

    /// <summary>A list of values that are JSON already, each on its line.</summary>
    public void List(string name, IEnumerable<string> values)
    {
        Begin(name);
        Nest(
            '[',
            () =>
            {
                foreach (var value in values)
                {
                    Begin();
                    output.Write(value);
                }
            },
            ']'
        );
    }

    /// <summary>A list of objects.</summary>
    public void Objects<T>(string name, IEnumerable<T> items, Action<T> members)
    {
        Begin(name);
        List(items, members);
    }

    private void List<T>(IEnumerable<T> items, Action<T> members) =>
        Nest(
            '[',
            () =>
            {
                foreach (var item in items)
                {
                    Begin();
                    Nest('{', () => members(item), '}');
                }
            },
            ']'
        );

    private void Nest(char open, Action content, char close)
    {
        output.Write(open);
        _depth++;
        _any = false;
        content();
        _depth--;
        if (_any)
        {
            NewLine();
        }

        output.Write(close);
        _any = true;
    }

    private void Begin(string? name = null)
    {
        output.Write(_any ? "," : "");
        NewLine();
        _any = true;
        output.Write(name is null ? "" : $"{InertJson.Quote(name)}: ");
    }

    private void NewLine()
    {
        output.Write('\n');
        for (var i = 0; i < _depth; i++)
        {
            output.Write("  ");
        }
    }
}
