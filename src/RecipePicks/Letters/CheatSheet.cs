using RecipePicks.Sql.Binding;
using RecipePicks.Sql.Dialects;
using RecipePicks.Store;

namespace RecipePicks.Letters;

/// <summary>A query or script of the cheat sheet, ready to paste.</summary>
/// <param name="Mark">Its letter's mark.</param>
/// <param name="Letter">Its letter's key: <c>events</c>.</param>
/// <param name="Asks">What it asks.</param>
/// <param name="Engine">A dialect of <see cref="CheatSheet.Dialects"/>, or <c>cli</c>.</param>
/// <param name="Text">The text; a comment that says why, where the dialect cannot say it.</param>
public sealed record CheatSheetEntry(string Mark, string Letter, string Asks, string Engine, string Text)
{
    /// <summary>What begins a comment in it.</summary>
    public required string Comment { get; init; }

    /// <summary>Whether the dialect can say it.</summary>
    public bool IsSaid { get; init; } = true;
}

/// <summary>The eleven letters' queries and scripts, with a lead's values filled in where the lead gives them.</summary>
public static class CheatSheet
{
    /// <summary>The names of the languages that it can be written in, Athena's first.</summary>
    public static IReadOnlyList<string> Dialects { get; } = [.. AllDialects.List.Select(d => d.Name)];

    /// <summary>Writes the cheat sheet.</summary>
    /// <param name="leads">The leads; what they do not tell stays a placeholder such as <c>&lt;user-name&gt;</c>.</param>
    /// <param name="table">The CloudTrail table's name in Athena.</param>
    /// <param name="dialect">One of <see cref="Dialects"/>; only Athena's has a table by name.</param>
    /// <returns>The entries in the order in which the letters are spoken.</returns>
    public static IReadOnlyList<CheatSheetEntry> For(
        IReadOnlyList<Lead> leads,
        string table = "cloudtrail_logs",
        string dialect = "athena"
    )
    {
        var values = Values(leads);
        var writer = AllDialects.List.Single(d => d.Name == dialect);
        var options = new CompilerOptions { Catalog = LocalEngine.NewCatalog(), Now = DateTime.UnixEpoch };
        return
        [
            .. RecipePicks.All.SelectMany(letter =>
                letter
                    .Questions.Where(q => q.Needs is not ["name"])
                    .Select(q => Entry(letter, q, writer, q.Sql.Render(values, table), options))
                    .Concat(
                        letter
                            .Scripts(leads)
                            .Select(s => new CheatSheetEntry(letter.Mark, letter.Key, s.Says, "cli", s.Text)
                            {
                                Comment = "#",
                            })
                    )
            ),
        ];
    }

    private static CheatSheetEntry Entry(
        Letter letter,
        Question question,
        IDialect dialect,
        string athena,
        CompilerOptions options
    )
    {
        var (text, said) = dialect.Print(athena, options);
        return new(letter.Mark, letter.Key, question.Asks, dialect.Name, text)
        {
            Comment = dialect.Comment,
            IsSaid = said,
        };
    }

    private static Dictionary<string, object?> Values(IReadOnlyList<Lead> leads)
    {
        var values = new Dictionary<string, object?>();
        var callers = leads.Aggregate(Callers.None, (all, lead) => all.With(CallersOf(lead)));
        if (!callers.IsEmpty)
        {
            Add(callers.Parameters);
        }

        if (leads.FirstOrDefault(l => l.Kind is not (LeadKind.Ip or LeadKind.Event)) is { } named)
        {
            Add(Letter.ResourceParameters(ResourceName.Of(named.Value).Name));
        }

        foreach (var lead in leads)
        {
            Add(One(lead));
        }

        return values;

        void Add(IReadOnlyDictionary<string, object?> more)
        {
            foreach (var (name, value) in more)
            {
                values.TryAdd(name, value);
            }
        }
    }

    private static Callers CallersOf(Lead lead) =>
        lead.Kind switch
        {
            LeadKind.Principal => Callers.Of(lead.Value),
            LeadKind.AccessKey => new Callers { Keys = [lead.Value] },
            LeadKind.Ip => new Callers { Addresses = [lead.Value] },
            _ => Callers.None,
        };

    private static Dictionary<string, object?> One(Lead lead) =>
        (lead.Kind, AwsResource.Of(lead)) switch
        {
            (LeadKind.Ip, _) => new() { ["address"] = lead.Value },
            (LeadKind.AccessKey, _) => new() { ["access_key"] = lead.Value },
            (LeadKind.Event, _) => new() { ["event"] = lead.Value },
            (LeadKind.Principal, { Kind: "user", Name: var user }) => new() { ["user_name"] = user },
            (LeadKind.Principal, { Kind: "role", Name: var role }) => new() { ["role_like"] = $"%{role}%" },
            _ => [],
        };
}
