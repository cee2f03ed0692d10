using RecipePicks.Letters;
using RecipePicks.Lineage;
using RecipePicks.Store;

namespace RecipePicks.Cases.Pulling;

/// <summary>Whom the events that are in the case lead to.</summary>
/// <param name="Callers">The identities that were found, and the sessions and keys that they issued or came from.</param>
/// <param name="Issued">When keys were issued, UTC, where the events tell: before that nobody used them.</param>
internal sealed record Following(Callers Callers, IReadOnlyDictionary<string, DateTime> Issued)
{
    /// <summary>Follows the leads through the case.</summary>
    public static Following Of(string directory, PullRequest request, CancellationToken cancellation)
    {
        using var opened = Case.Open(directory);
        var (inquiry, _) = Investigation.Begin(
            opened.Engine,
            opened.Coverage(cancellation),
            new InvestigationRequest
            {
                Leads = request.Leads,
                As = request.As,
                Window = request.Scope.Window,
            },
            cancellation
        );
        var nodes = inquiry
            .Chain.Nodes.Where(n => n.Via is not { Kind: EdgeKind.Attempted or EdgeKind.Escalated })
            .Select(n => inquiry.Lineage.Nodes[n.Id])
            .Where(n => n.Kind is "session" or "access-key")
            .ToList();
        var issued = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        foreach (var (key, time) in nodes.SelectMany(n => KeysOf(n).Select(k => (k, n.Issued))))
        {
            if (time is { } at)
            {
                issued.TryAdd(key, at);
            }
        }

        var chain = new Callers
        {
            Keys = [.. nodes.SelectMany(KeysOf).Take(Party.MostKeys)],
            Arns = [.. nodes.Where(n => !KeysOf(n).Any()).Select(n => n.Arn).OfType<string>().Take(Party.MostKeys)],
        };
        return new(inquiry.Callers.With(Identities(inquiry)).With(chain), issued);
    }

    /// <summary>Who is left when those who were asked about are taken away.</summary>
    public static Callers Without(Callers callers, Callers asked) =>
        new()
        {
            Arns = [.. callers.Arns.Except(asked.Arns)],
            Roles = [.. callers.Roles.Except(asked.Roles)],
            Principals = [.. callers.Principals.Except(asked.Principals)],
            Keys = [.. callers.Keys.Except(asked.Keys)],
            Addresses = [.. callers.Addresses.Except(asked.Addresses)],
            Accounts = [.. callers.Accounts.Except(asked.Accounts)],
        };

    // Who used a key or called from an address has done other things as well.
    private static Callers Identities(Inquiry inquiry) =>
        inquiry.Callers.IsEmpty
            ? Callers.None
            : new Callers
            {
                Arns =
                [
                    .. inquiry
                        .AskAboutCallers(Question.Load("Identity/identities"), Inquiry.MostRows)
                        .Rows.Where(r => r.Text("type") != "AWSService")
                        .Select(r => r.Text("arn"))
                        .OfType<string>()
                        .Where(a => !a.Contains("/AWSServiceRoleFor", StringComparison.Ordinal))
                        .Distinct()
                        .Take(Resolver.MostIdentities)
                        .Order(StringComparer.Ordinal),
                ],
            };

    private static IEnumerable<string> KeysOf(LineageNode node) =>
        node.Kind == "access-key" ? node.Keys.Prepend(node.Id).Distinct() : node.Keys;
}
