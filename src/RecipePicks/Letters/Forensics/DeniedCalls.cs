using RecipePicks.Engines;

namespace RecipePicks.Letters;

/// <summary>What was denied to anybody in the window, by kind: caller, call, error, message.</summary>
internal sealed class DeniedCalls
{
    /// <summary>How many kinds are counted at most: messages that an attacker makes up are as many as he likes.</summary>
    private const int MostKinds = 1_000_000;

    private DeniedCalls(IReadOnlyList<QueryRow> rows) => Rows = rows;

    /// <summary>The kinds, the lead's first: the first <see cref="Inquiry.MostRows"/> of them.</summary>
    public IReadOnlyList<QueryRow> Rows { get; }

    /// <summary>How many kinds there are.</summary>
    public int Kinds { get; private init; }

    /// <summary>Whether there are more kinds than were counted.</summary>
    public bool IsCapped => Kinds >= MostKinds;

    /// <summary>How many calls were denied.</summary>
    public long Calls { get; private init; }

    /// <summary>How many of them to the lead.</summary>
    public long ByLead { get; private init; }

    /// <summary>How many kinds there are by raw message: EC2's encoded ones differ on every call.</summary>
    public long Messages { get; private init; }

    /// <summary>How many to each of the others, by ARN; null stands for callers that have none.</summary>
    public IReadOnlyList<(string? Arn, long Calls)> ByOthers { get; private init; } = [];

    /// <summary>Asks for them.</summary>
    /// <param name="inquiry">The inquiry.</param>
    public static DeniedCalls Of(Inquiry inquiry)
    {
        var (kinds, calls, byLead, messages) = (0, 0L, 0L, 0L);
        var rows = new List<QueryRow>();
        var others = new Dictionary<string, long>(StringComparer.Ordinal);
        inquiry.Ask(
            Question.Load("Forensics/denied"),
            Callers(inquiry),
            row =>
            {
                calls += row.Count("totalevents");
                byLead += row.Count("bylead");
                messages += row.Count("messages");
                var arn = row.Text("arn") ?? "";
                others[arn] = others.GetValueOrDefault(arn) + row.Count("totalevents") - row.Count("bylead");
                if (kinds++ < Inquiry.MostRows)
                {
                    rows.Add(row);
                }

                return true;
            },
            MostKinds
        );
        return new DeniedCalls(rows)
        {
            Kinds = kinds,
            Calls = calls,
            ByLead = byLead,
            Messages = messages,
            ByOthers =
            [
                .. others
                    .Where(o => o.Value > 0)
                    .OrderByDescending(o => o.Value)
                    .ThenBy(o => o.Key, StringComparer.Ordinal)
                    .Select(o => (o.Key.Length == 0 ? null : o.Key, o.Value)),
            ],
        };
    }

    /// <summary>Whose calls the lead's are: a failed sign-in of a user carries his name or unique id alone, and is his all the same.</summary>
    /// <param name="inquiry">The inquiry.</param>
    public static IReadOnlyDictionary<string, object?> Callers(Inquiry inquiry) =>
        inquiry.Callers.With(WithoutArn.Users(inquiry)).Parameters;
}
