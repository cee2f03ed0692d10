using RecipePicks.Engines;
using RecipePicks.Lineage;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>What the credentials of a chain did, by name of the call.</summary>
internal sealed class Deeds
{
    private const int MostCredentials = 1000;
    private readonly Dictionary<string, List<QueryRow>> _byNode = new(StringComparer.Ordinal);

    /// <summary>Asks for the deeds of a chain's credentials.</summary>
    public Deeds(Inquiry inquiry)
    {
        var (graph, chain) = (inquiry.Lineage, inquiry.Chain);
        var nodes = chain.Nodes.Select(n => graph.Nodes[n.Id]).Where(n => n.Calls > 0).ToList();
        var keys = nodes.SelectMany(n => n.Keys).Distinct().Take(MostCredentials).ToList();
        var keyless = nodes.Where(n => n.Uses.Any(u => u.Caller.Key is null)).ToList();
        var callers = new Callers
        {
            Keys = keys,
            Arns =
            [
                .. keyless
                    .SelectMany(n => n.Uses)
                    .Select(u => u.Caller.Arn)
                    .OfType<string>()
                    .Distinct()
                    .Take(MostCredentials),
            ],
            Principals =
            [
                .. keyless
                    .SelectMany(n => n.Uses)
                    .Where(u => u.Caller.Arn is null)
                    .Select(u => u.Caller.PrincipalId)
                    .OfType<string>()
                    .Distinct()
                    .Take(MostCredentials),
            ],
        };
        if (callers.IsEmpty)
        {
            return;
        }

        var byKey = nodes
            .SelectMany(n => n.Keys.Select(k => (k, n.Id)))
            .DistinctBy(p => p.k)
            .ToDictionary(p => p.k, p => p.Id);
        var byName = keyless
            .SelectMany(n =>
                n.Uses.Where(u => u.Caller.Key is null).Select(u => (Name: u.Caller.Arn ?? u.Caller.PrincipalId, n.Id))
            )
            .Where(p => p.Name is not null)
            .DistinctBy(p => p.Name)
            .ToDictionary(p => p.Name!, p => p.Id);
        foreach (var row in inquiry.Ask(Question.Load("Track/did"), callers.Parameters).Rows)
        {
            var node =
                row.Text("accesskeyid") is { } key ? byKey.GetValueOrDefault(key)
                : row.Text("identity") is { } name ? byName.GetValueOrDefault(name)
                : null;
            if (node is not null)
            {
                _byNode.TryAdd(node, []);
                _byNode[node].Add(row);
            }
        }
    }

    /// <summary>A credential's calls in words: <c>GetPasswordData 29×, denied 29×; GetUser 1×</c>; empty when it made none.</summary>
    public string Words(string node) =>
        !_byNode.TryGetValue(node, out var rows)
            ? ""
            : Listed(
                rows.GroupBy(r => r.Text("eventname"))
                    .Select(g =>
                        (
                            Name: g.Key,
                            Calls: g.Sum(r => r.Count("calls")),
                            Denied: g.Sum(r => r.Count("denied")),
                            Failed: g.Sum(r => r.Count("failed"))
                        )
                    )
                    .OrderByDescending(g => g.Calls)
                    .ThenBy(g => g.Name, StringComparer.Ordinal)
                    .Select(g => $"{g.Name} {Number(g.Calls)}×{How(g.Calls, g.Denied, g.Failed)}"),
                8
            );

    private static string How(long calls, long denied, long failed) =>
        denied > 0 ? $" ({(denied == calls ? "all" : Number(denied))} denied)"
        : failed > 0 ? $" ({(failed == calls ? "all" : Number(failed))} failed)"
        : "";
}
