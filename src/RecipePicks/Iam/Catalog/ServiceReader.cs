using System.Globalization;

namespace RecipePicks.Iam.Catalog;

/// <summary>Reads the lines of a service, as <c>pack.mjs</c> writes them.</summary>
internal static class ServiceReader
{
    public static KnownService Read(IReadOnlyList<string> lines)
    {
        var types = new List<ResourceType>();
        var keys = new List<ConditionKey>();
        var actions = new List<KnownAction>();
        var head = lines[0].Split('\t');
        foreach (var cells in lines.Skip(1).Select(l => l.Split('\t')))
        {
            switch (cells[0])
            {
                case "T":
                    types.Add(new ResourceType(cells[1], cells[2]));
                    break;
                case "K":
                    keys.Add(new ConditionKey(cells[1], cells[2]));
                    break;
                default:
                    var named = Places(cells[3])
                        .Select(p => (Type: types[Place(p.TrimEnd('!'))], Always: p[^1] == '!'))
                        .ToList();
                    actions.Add(
                        new KnownAction(
                            head[1],
                            cells[1],
                            LevelOf(cells[2]),
                            [.. named.Select(n => n.Type)],
                            [.. named.Where(n => n.Always).Select(n => n.Type)],
                            [.. Places(cells[4]).Select(p => keys[Place(p)])]
                        )
                    );
                    break;
            }
        }

        return new KnownService(head[1], head[2], actions, types);
    }

    private static AccessLevel LevelOf(string letter) =>
        letter switch
        {
            "L" => AccessLevel.List,
            "R" => AccessLevel.Read,
            "T" => AccessLevel.Tagging,
            "P" => AccessLevel.PermissionsManagement,
            _ => AccessLevel.Write,
        };

    private static string[] Places(string cell) => cell.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static int Place(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
