namespace RecipePicks.Sources;

/// <summary>A JSON value cut out of a stream.</summary>
/// <param name="Json">The value, UTF-8; empty when there is a problem.</param>
/// <param name="Problem">Why there is no value; null when there is one.</param>
internal readonly record struct JsonPiece(byte[] Json, string? Problem);

/// <summary>
/// Cuts a stream of JSON into values in bounded memory: each object at its top, and of a snapshot of AWS Config each of
/// its <c>configurationItems</c>.
/// </summary>
/// <param name="stream">The stream, read to its end.</param>
internal sealed class JsonPieces(Stream stream)
{
    /// <summary>The largest value that is taken.</summary>
    public const int Largest = 64 << 20;

    private readonly List<byte> _piece = [];
    private readonly List<byte> _name = [];
    private int _depth;
    private int _taken = -1;
    private bool _inString;
    private bool _escaped;
    private bool _isName;
    private bool _inItems;
    private bool _tooLarge;

    /// <summary>The values, in order.</summary>
    public IEnumerable<JsonPiece> Read()
    {
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0; )
        {
            for (var i = 0; i < read; i++)
            {
                if (Take(buffer[i]) is { } piece)
                {
                    yield return piece;
                }
            }
        }

        if (_taken >= 0)
        {
            yield return new([], "cut short: the input ends inside a value");
        }
    }

    private JsonPiece? Take(byte c)
    {
        if (_taken >= 0)
        {
            Keep(c);
        }

        if (_inString)
        {
            String(c);
            return null;
        }

        switch (c)
        {
            case (byte)'"':
                (_inString, _isName) = (true, _depth == 1 && !_inItems);
                if (_isName)
                {
                    _name.Clear();
                }

                return null;
            case (byte)'[' when _depth == 1 && IsItems():
                (_inItems, _taken, _depth) = (true, -1, 2);
                return null;
            case (byte)'{' or (byte)'[' when _depth > 0 || c == '{':
                if (_taken < 0 && (_depth == 0 || (_inItems && _depth == 2)))
                {
                    Begin(c);
                }

                _depth++;
                return null;
            case (byte)'}' or (byte)']' when _depth > 0:
                _depth--;
                _inItems &= _depth >= 2;
                return _taken == _depth ? End() : null;
            default:
                return null;
        }
    }

    private bool IsItems() => _name.Count == 18 && "configurationItems"u8.SequenceEqual([.. _name]);

    private void String(byte c)
    {
        if (_escaped)
        {
            _escaped = false;
        }
        else if (c == '\\')
        {
            _escaped = true;
        }
        else if (c == '"')
        {
            _inString = false;
            return;
        }

        if (_isName && _name.Count < 64)
        {
            _name.Add(c);
        }
    }

    private void Begin(byte c)
    {
        _taken = _depth;
        _tooLarge = false;
        _piece.Clear();
        _piece.Add(c);
    }

    private void Keep(byte c)
    {
        if (_piece.Count < Largest)
        {
            _piece.Add(c);
        }
        else
        {
            _tooLarge = true;
        }
    }

    private JsonPiece End()
    {
        _taken = -1;
        return _tooLarge
            ? new([], $"a value of more than {Largest >> 20} MiB (cap on the size of a document)")
            : new([.. _piece], null);
    }
}
