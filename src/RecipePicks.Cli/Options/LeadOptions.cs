using System.CommandLine;
using RecipePicks.Reports;

namespace RecipePicks.Cli.Options;

/// <summary><c>LEAD… [--as KIND]</c>.</summary>
internal sealed class LeadOptions
{
    private readonly Argument<string[]> _leads;
    private readonly Option<string?> _as = new("--as")
    {
        HelpName = string.Join('|', Words.LeadKinds.Select(k => k.Word)),
        Description = "How to read the leads; else each is recognised by its form.",
    };

    public LeadOptions(ArgumentArity arity)
    {
        _leads = new("LEAD")
        {
            Arity = arity,
            Description =
                "What you start from: a resource id or ARN, an identity (ARN, user, role, session), an access key, an address, an event id.",
        };
        _as.AcceptOnlyFromAmong([.. Words.LeadKinds.Select(k => k.Word)]);
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_leads);
        command.Options.Add(_as);
    }

    public IReadOnlyList<string> Leads(ParseResult options) =>
        [.. (options.GetValue(_leads) ?? []).Select(lead => lead.Trim()).Where(lead => lead.Length > 0)];

    public LeadKind? As(ParseResult options) =>
        options.GetValue(_as) is { } word ? Words.LeadKinds.Single(k => k.Word == word).Kind : null;
}
