using System.Text.Json;
using RecipePicks.Exposure;
using RecipePicks.Letters;
using RecipePicks.Lineage;
using RecipePicks.State;

namespace RecipePicks.Cases;

/// <summary>One opening of a resource to somebody by a call of the chain, in the pieces that gates make of it, by time.</summary>
/// <param name="Pieces">As the letter Public tells them; never empty.</param>
internal sealed record OpenedByChain(IReadOnlyList<Exposed> Pieces)
{
    private static readonly Dictionary<string, ExposureCheck> Checks = ExposureChecks
        .All.DistinctBy(c => c.State)
        .ToDictionary(c => c.State, StringComparer.Ordinal);

    /// <summary>The call that opened it.</summary>
    public StateCall By => Pieces[0].OpenedBy!;

    /// <summary>The piece that ends it, or that still stands.</summary>
    public Exposed Last => Pieces[^1];

    /// <summary>Whether it stands at the end of the log, be it behind a gate that is shut.</summary>
    public bool IsOpen => Last.To is null || Last.IsStanding;

    /// <summary>Type and path of the value that is open.</summary>
    public string State => $"{Last.Type} {Last.Path}";

    /// <summary>The account of the resource.</summary>
    public string? Account => Last.Account ?? By.Account;

    private ExposureCheck? Check => Checks.GetValueOrDefault(State);

    // A gate that was opened lets in nobody by itself, but is to be shut again.
    private bool Tells => Pieces.Any(p => p.Verdict >= Verdict.Latent) || Check is { IsGate: true };

    /// <summary>Picks what calls of the chain opened, of what the letter Public tells.</summary>
    /// <param name="exposures">Its rows.</param>
    /// <param name="isOurs">Whether the chain made a call.</param>
    public static IReadOnlyList<OpenedByChain> Of(IReadOnlyList<Exposed> exposures, Predicate<StateCall> isOurs) =>
        [
            .. exposures
                .Where(e => e.Path is not null)
                .GroupBy(e => (e.Type, e.Name, e.Account, e.Region, e.Path, e.Member, e.SharedWith))
                .SelectMany(g => Openings([.. g.OrderBy(e => e.From)]))
                .Where(o => o.Pieces[0].OpenedBy is { } by && isOurs(by) && o.Tells),
        ];

    private static IEnumerable<OpenedByChain> Openings(IReadOnlyList<Exposed> rows)
    {
        for (var at = 0; at < rows.Count; )
        {
            var from = at++;
            while (at < rows.Count && IsCut(rows[at - 1], rows[at]))
            {
                at++;
            }

            yield return new OpenedByChain([.. rows.Skip(from).Take(at - from)]);
        }
    }

    // What was opened stands on both sides of a gate's shutting.
    private static bool IsCut(Exposed one, Exposed next) =>
        one.To is { } end && end == next.From && (one.Verdict == Verdict.Latent || next.Verdict == Verdict.Latent);

    /// <summary>The command that closes it, and what that breaks; or what to look at.</summary>
    public (string? Command, string? Breaks, string? Look) Closed()
    {
        var rest = new Lazy<PolicyRest?>(() => Check is { } check ? PolicyRest.Of(check, Last.Value, Account) : null);
        var call = new CallText(
            new LineageCall
            {
                Id = By.EventId,
                Source = By.Source,
                Name = By.Name,
                Region = By.Region,
                Account = Account,
                Request = By.Request,
                Response = By.Response,
                Caller = new LineageCaller { Arn = By.Caller },
            },
            []
        );
        foreach (var closing in Closing.Of(State, Last.Member))
        {
            if (closing.Look is not null)
            {
                return (null, null, closing.Look);
            }

            if (
                (!closing.Whole || rest.Value is { Document: null })
                && CommandTemplate.Fill(closing.Command!, Value) is { } command
            )
            {
                return (command, closing.Breaks, null);
            }
        }

        return (null, null, null);

        string? Value(string hole) =>
            hole switch
            {
                "name" => Last.Name,
                "member" => Last.Member,
                "arn" => Last.Names.FirstOrDefault(n => n.StartsWith("arn:", StringComparison.Ordinal)),
                "policy.without" => rest.Value?.Document,
                "policy.attributes" => rest.Value?.Document is { } policy
                    ? JsonSerializer.Serialize(
                        new Dictionary<string, string> { ["Policy"] = policy },
                        ClosingJson.Default.DictionaryStringString
                    )
                    : null,
                "rule" => RuleText.Of(Last.Member),
                "rule.id" => RuleText.IdOf(Last.Member, By.Response),
                _ => call.Values(hole).FirstOrDefault(),
            };
    }
}
