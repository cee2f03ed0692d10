using System.Text;
using System.Text.Json;

namespace RecipePicks.Iam.Policies;

/// <summary>A piece of a document's JSON with the place where it stands, which JsonDocument forgets.</summary>
internal sealed class Piece
{
    /// <summary>Deeper than the five levels of a condition's values no policy goes.</summary>
    private const int MostLevels = 16;

    private readonly byte[] _document;

    private Piece(byte[] document, JsonTokenType kind, long position)
    {
        _document = document;
        Kind = kind;
        Position = position;
    }

    public JsonTokenType Kind { get; }

    /// <summary>The byte at which it begins.</summary>
    public long Position { get; }

    /// <summary>The text of a string, and the spelling of a number, true or false; null for all else.</summary>
    public string? Text { get; private set; }

    /// <summary>The members of an object, as often as they stand there.</summary>
    public List<(string Name, Piece Value)> Members { get; } = [];

    /// <summary>The items of a list.</summary>
    public List<Piece> Items { get; } = [];

    /// <summary>Reads a document.</summary>
    /// <exception cref="PolicyException">It is not one value of JSON.</exception>
    public static Piece Read(byte[] document)
    {
        var json = new Utf8JsonReader(document, new JsonReaderOptions { MaxDepth = MostLevels });
        try
        {
            json.Read();
            var piece = Read(ref json, document);
            while (json.Read()) { }
            return piece;
        }
        catch (JsonException e)
        {
            // The reader says a place of its own after its sentence.
            var message = e.Message.Split(" LineNumber: ")[0].Split(" Path: ")[0];
            throw new PolicyException(
                new PolicyError(
                    PolicyWords.Json,
                    message,
                    "",
                    (int)(e.LineNumber ?? 0) + 1,
                    (int)(e.BytePositionInLine ?? 0) + 1
                )
            );
        }
        catch (InvalidOperationException)
        {
            throw new Piece(document, JsonTokenType.None, json.TokenStartIndex).Error(
                PolicyWords.Json,
                "a text holds half of a surrogate pair",
                ""
            );
        }
    }

    /// <summary>An error at this place.</summary>
    public PolicyException Error(string message, string detail, string path)
    {
        var before = _document.AsSpan(0, (int)Math.Min(Position, _document.Length));
        var line = before.Count((byte)'\n') + 1;
        var column = before.Length - before.LastIndexOf((byte)'\n');
        return new PolicyException(new PolicyError(message, detail, path, line, column));
    }

    private static Piece Read(ref Utf8JsonReader json, byte[] document)
    {
        var piece = new Piece(document, json.TokenType, json.TokenStartIndex);
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject:
                while (json.Read() && json.TokenType != JsonTokenType.EndObject)
                {
                    var name = json.GetString()!;
                    json.Read();
                    piece.Members.Add((name, Read(ref json, document)));
                }

                break;
            case JsonTokenType.StartArray:
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    piece.Items.Add(Read(ref json, document));
                }

                break;
            case JsonTokenType.String:
                piece.Text = json.GetString();
                break;
            case JsonTokenType.Null:
                break;
            default:
                piece.Text = Encoding.UTF8.GetString(json.ValueSpan);
                break;
        }

        return piece;
    }
}
