using System.Text.Json;

namespace RecipePicks.Iam.Policies;

/// <summary>Reads Principal and NotPrincipal.</summary>
internal static class PrincipalParser
{
    private static readonly (string Name, PrincipalType Type)[] Types =
    [
        ("AWS", PrincipalType.Aws),
        ("Service", PrincipalType.Service),
        ("Federated", PrincipalType.Federated),
        ("CanonicalUser", PrincipalType.CanonicalUser),
    ];

    public static PrincipalElement Parse(Element element, bool allBut, List<string> notices)
    {
        if (element.Kind != JsonTokenType.StartObject)
        {
            var texts = element.Texts();
            if (texts is not ["*"])
            {
                notices.Add($"the principal {string.Join(", ", texts)} stands without its type; it is read as AWS");
            }

            return new PrincipalElement(allBut, [.. texts.Select(t => Entry(element, PrincipalType.Aws, t))]);
        }

        var entries = element
            .Members(StringComparer.OrdinalIgnoreCase)
            .SelectMany(m => Entries(m.Name, m.Value))
            .ToList();
        return new PrincipalElement(allBut, entries);
    }

    private static IEnumerable<PrincipalEntry> Entries(string name, Element values)
    {
        var known = Types.FirstOrDefault(t => t.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return known.Name is null
            ? throw values.Error($"{PolicyWords.InvalidPrincipal}: {name}", "there is no such type of principal")
            : values.Texts().Select(t => Entry(values, known.Type, t));
    }

    private static PrincipalEntry Entry(Element element, PrincipalType type, string text) =>
        text.Length == 0
            ? throw element.Error($"{PolicyWords.InvalidPrincipal}: \"{type}\":\"\"", "a principal has no name")
            : new PrincipalEntry(type, text);
}
