using System.Text.Json;

namespace RecipePicks.Iam.Policies;

/// <summary>An element of a policy: a piece of JSON, and the path to it.</summary>
internal sealed class Element(Piece piece, string path)
{
    public JsonTokenType Kind => piece.Kind;

    /// <summary>A member of an object, its name in any case; null when there is none.</summary>
    public Element? Member(string name)
    {
        Element? found = null;
        foreach (var (key, value) in piece.Members)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                found = found is null
                    ? new Element(value, path.Length == 0 ? name : $"{path}.{name}")
                    : throw new Element(value, path).Error(PolicyWords.Syntax, $"{name} stands there twice");
            }
        }

        return found;
    }

    /// <summary>The members of an object, whatever their names; none may stand twice.</summary>
    public IEnumerable<(string Name, Element Value)> Members(StringComparer comparer)
    {
        MustBe(JsonTokenType.StartObject, "an object");
        var seen = new HashSet<string>(comparer);
        foreach (var (name, value) in piece.Members)
        {
            var element = new Element(value, $"{path}.{name}");
            yield return seen.Add(name)
                ? (name, element)
                : throw element.Error(PolicyWords.Syntax, $"{name} stands there twice");
        }
    }

    /// <summary>The items of a list.</summary>
    public IEnumerable<Element> Items() => piece.Items.Select((item, i) => new Element(item, $"{path}[{i}]"));

    /// <summary>Refuses members other than these.</summary>
    public void MembersAre(IReadOnlyCollection<string> known)
    {
        foreach (var (name, value) in piece.Members)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new Element(value, path).Error(PolicyWords.Syntax, $"there is no element {name}");
            }
        }
    }

    /// <summary>Refuses any other kind of value.</summary>
    public void MustBe(JsonTokenType kind, string words)
    {
        if (Kind != kind)
        {
            throw Error(PolicyWords.Syntax, $"it must be {words}");
        }
    }

    /// <summary>The text of a string.</summary>
    public string Text(string words)
    {
        MustBe(JsonTokenType.String, words);
        return piece.Text!;
    }

    /// <summary>A text or a list of texts.</summary>
    public List<string> Texts() =>
        Kind == JsonTokenType.StartArray
            ? [.. Items().Select(i => i.Text("a text"))]
            : [Text("a text or a list of texts")];

    /// <summary>A value of a condition, or a list of them: numbers and booleans may stand without quotes.</summary>
    public List<string> Scalars() =>
        Kind == JsonTokenType.StartArray ? [.. Items().Select(i => i.Scalar())] : [Scalar()];

    /// <summary>An error at this element.</summary>
    public PolicyException Error(string message, string detail) => piece.Error(message, detail, path);

    private string Scalar() =>
        piece.Text ?? throw Error(PolicyWords.Syntax, "it must be a text, a number, true or false, or a list of them");
}
