using RecipePicks.Exposure;
using RecipePicks.State;

namespace RecipePicks.Letters;

/// <summary>When gates were shut, by the log: what was open to everyone in that time was open but for them.</summary>
/// <remarks>
/// Sources: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage"; Amazon EBS User Guide and Amazon EC2
/// User Guide, "Block public access": <c>block-all-sharing</c> hides what is shared already, <c>block-new-sharing</c> does not.
/// </remarks>
internal sealed class GateHistory
{
    private const string Bucket = "AWS::S3::Bucket";
    private const string Object = "AWS::S3::Object";
    private const string Block = "publicAccessBlock";
    private const string Account = "AWS::::Account";

    private sealed record Gate(int Check, string Type, string Path, string? Flag, string Words);

    private sealed record Shut(DateTime From, DateTime To, StateSpan Span, Gate Gate);

    private static readonly IReadOnlyList<Gate> s_gates =
    [
        .. new[] { (11, "RestrictPublicBuckets"), (12, "IgnorePublicAcls"), (13, "IgnorePublicAcls") }.SelectMany(g =>
            new[]
            {
                new Gate(g.Item1, Bucket, Block, g.Item2, "the bucket's Block Public Access"),
                new Gate(
                    g.Item1,
                    "AWS::S3::AccountPublicAccessBlock",
                    Block,
                    g.Item2,
                    "the account's Block Public Access"
                ),
            }
        ),
        new Gate(1, Account, "snapshotBlockPublicAccess", null, "Block Public Access of snapshots"),
        new Gate(2, Account, "imageBlockPublicAccess", null, "Block Public Access of AMIs"),
    ];

    private readonly ILookup<string, ResourceHistory> _byType;

    /// <summary>Reads the gates' histories.</summary>
    public GateHistory(IEnumerable<ResourceHistory> histories) =>
        _byType = histories.ToLookup(h => h.Resource.Type, StringComparer.Ordinal);

    /// <summary>A stretch, in pieces: those in which a gate was shut are open but for it.</summary>
    public IEnumerable<Exposed> Of(Exposed row)
    {
        var at = row.From ?? DateTime.MinValue;
        var end = row.To ?? DateTime.MaxValue;
        var opened = row.OpenedBy;
        foreach (var shut in Shuts(row).OrderBy(s => s.From).Where(s => s.From < end))
        {
            if (shut.To <= at || at >= end)
            {
                continue;
            }

            if (shut.From > at)
            {
                yield return Piece(row, at, shut.From, opened, shut.Span.Since);
                (at, opened) = (shut.From, shut.Span.Since);
            }

            var to = shut.To < end ? shut.To : end;
            var piece = Piece(row, at, to, opened, to == end ? row.EndedBy : shut.Span.Until);
            yield return piece with
            {
                Verdict = Verdict.Latent,
                Why = $"{row.Why}; but {shut.Gate.Words} keeps them out",
            };
            (at, opened) = (to, shut.Span.Until);
        }

        if (at < end || at == (row.From ?? DateTime.MinValue))
        {
            yield return Piece(row, at, end, opened, row.EndedBy);
        }
    }

    /// <summary>
    /// What AWS told, in pieces by the calls that shut or opened a gate after it was asked. What another gate still keeps
    /// shut when one is opened, nothing says.
    /// </summary>
    /// <param name="row">A stretch.</param>
    public IEnumerable<Exposed> Since(Exposed row)
    {
        if (row is not { Asked: { } asked, Link: null })
        {
            return [row];
        }

        if (row.Verdict != Verdict.Latent)
        {
            return Of(row);
        }

        var opened = (
            from gate in s_gates
            where gate.Check == row.Sheet
            from history in _byType[gate.Type]
            where IsOf(gate, history.Resource, row)
            from span in history.Of(gate.Path)
            where span.Since?.Time > asked && span.From < (row.To ?? DateTime.MaxValue) && !IsShut(gate, span)
            orderby span.From
            select (Gate: gate, Span: span)
        ).FirstOrDefault();
        return opened.Span is not { } opening
            ? [row]
            :
            [
                Piece(row, row.From ?? DateTime.MinValue, opening.From!.Value, row.OpenedBy, opening.Since),
                Piece(row, opening.From!.Value, row.To ?? DateTime.MaxValue, opening.Since, row.EndedBy) with
                {
                    Verdict = Verdict.Unknown,
                    Certainty = Certainty.Inferred,
                    Why =
                        $"{row.Why}; {opening.Since!.Name} opened {opened.Gate.Words} after that, and whether another gate is shut nothing says",
                    Witness = null,
                    Aws = null,
                },
            ];
    }

    private static Exposed Piece(Exposed row, DateTime from, DateTime to, StateCall? opened, StateCall? ended) =>
        row with
        {
            From = from == DateTime.MinValue ? null : from,
            To = to == DateTime.MaxValue ? null : to,
            OpenedBy = opened,
            EndedBy = ended,
        };

    private IEnumerable<Shut> Shuts(Exposed row) =>
        row.Verdict is not (Verdict.Public or Verdict.PublicAuth)
            ? []
            : from gate in s_gates
            where gate.Check == row.Sheet
            from history in _byType[gate.Type]
            where IsOf(gate, history.Resource, row)
            from span in history.Of(gate.Path)
            where IsShut(gate, span) && (row.Asked is null || span.Since?.Time > row.Asked)
            select new Shut(span.From ?? DateTime.MinValue, span.To ?? DateTime.MaxValue, span, gate);

    private static bool IsOf(Gate gate, StateResource resource, Exposed row) =>
        gate.Type == Bucket
            ? resource.Names.Contains(row.Type == Object ? row.Name.Split('/')[0] : row.Name)
            : resource.Account == row.Account && (gate.Type != Account || resource.Region == row.Region);

    private static bool IsShut(Gate gate, StateSpan span) =>
        span.Value is { IsThere: true, Json: { } json }
        && (
            gate.Flag is { } flag
                ? string.Equals(JsonWalk.Text(JsonWalk.Parse(json), flag), "true", StringComparison.OrdinalIgnoreCase)
                : JsonWalk.Text(JsonWalk.Parse(json)) == "block-all-sharing"
        );
}
