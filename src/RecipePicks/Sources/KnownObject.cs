namespace RecipePicks.Sources;

/// <summary>
/// An object of a record, taken apart once: when another record says the same word for word, as one session's calls say who
/// calls, it need not be read again. Places are counted from the object's first byte. Reused from object to object.
/// </summary>
internal sealed class KnownObject
{
    private byte[] _json = [];
    private int _length;

    /// <summary>The object, from brace to brace.</summary>
    public ReadOnlySpan<byte> Json => _json.AsSpan(0, _length);

    /// <summary>Its values: the cell that each fills, and where it lies.</summary>
    public List<(int Cell, int Start, int Length)> Values { get; } = [];

    /// <summary>The groups that are present: itself first, then those in it.</summary>
    public List<int> Groups { get; } = [];

    /// <summary>The identifiers in it.</summary>
    public List<Naming> Namings { get; } = [];

    /// <summary>Whether it holds what the columns do not.</summary>
    public bool IsIrregular { get; set; }

    /// <summary>Its number in an index file, and which file that is: an index names it once for all records that hold it.</summary>
    public (int File, int Number) Listed { get; set; }

    /// <summary>Takes the place of the object that was here.</summary>
    /// <param name="json">The object, from brace to brace.</param>
    public void Begin(ReadOnlySpan<byte> json)
    {
        if (_json.Length < json.Length)
        {
            _json = new byte[json.Length + (json.Length / 4)];
        }

        json.CopyTo(_json);
        _length = json.Length;
        Values.Clear();
        Groups.Clear();
        Namings.Clear();
        Listed = default;
    }

    /// <summary>An identifier's text.</summary>
    public ReadOnlySpan<byte> Text(Naming naming) => _json.AsSpan(naming.Text.Offset, naming.Text.Length);
}
