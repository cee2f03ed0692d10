using System.CommandLine;
using System.Text.Json;
using RecipePicks.Cases.Alerts;
using RecipePicks.Reports;

namespace RecipePicks.Cli.Options;

/// <summary><c>LEAD… [--finding FILE] [--as KIND]</c>.</summary>
internal sealed class LeadOptions
{
    /// <summary>What several alerts name together is a day's work, not an incident.</summary>
    private const int MostLeads = 50;

    private readonly Argument<string[]> _leads = new("LEAD")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description =
            "What you start from: a resource id or ARN, an identity (ARN, user, role, session), an access key, an address, an event id, a requestID.",
    };
    private readonly Option<string?> _finding = new("--finding")
    {
        HelpName = "FILE",
        Description =
            "Start from what a finding of GuardDuty or Security Hub names: its JSON, as the console, the API, EventBridge or an export gives it; - for standard input.",
    };
    private readonly Option<string?> _as = new("--as")
    {
        HelpName = string.Join('|', Words.LeadKinds.Select(k => k.Word)),
        Description = "How to read the leads; else each is recognised by its form.",
    };
    private IReadOnlyList<SecurityFinding>? _found;

    public LeadOptions() => _as.AcceptOnlyFromAmong([.. Words.LeadKinds.Select(k => k.Word)]);

    public void AddTo(Command command)
    {
        command.Arguments.Add(_leads);
        command.Options.Add(_finding);
        command.Options.Add(_as);
    }

    /// <summary>The leads that are given, and those of findings.</summary>
    public IReadOnlyList<string> Leads(ParseResult options)
    {
        var given = (options.GetValue(_leads) ?? []).Select(lead => lead.Trim()).Where(lead => lead.Length > 0);
        List<string> leads = [.. given.Concat(Findings(options).SelectMany(f => f.Leads)).Distinct()];
        return leads.Count <= MostLeads || Findings(options).Count == 0
            ? leads
            : throw new WorkFailedException(
                $"{options.GetValue(_finding)}: its {Findings(options).Count} findings name {leads.Count} things, and {MostLeads} can be investigated at once: give the findings of one alert"
            );
    }

    /// <summary>What the findings say, in sentences.</summary>
    public IReadOnlyList<string> Origin(ParseResult options) => [.. Findings(options).Select(f => f.Words)];

    public LeadKind? As(ParseResult options) =>
        options.GetValue(_as) is not { } word ? null
        : options.GetValue(_finding) is null ? Words.LeadKinds.Single(k => k.Word == word).Kind
        : throw new UsageException("--as and --finding exclude each other: what a finding names is of several kinds");

    private IReadOnlyList<SecurityFinding> Findings(ParseResult options) =>
        _found ??= options.GetValue(_finding) is { } file ? Read(file) : [];

    private static IReadOnlyList<SecurityFinding> Read(string file)
    {
        IReadOnlyList<SecurityFinding> found;
        try
        {
            found = SecurityFindings.Read(Bytes(file));
        }
        catch (JsonException e)
        {
            throw new WorkFailedException($"{file}: it is no JSON: {e.Message}");
        }

        return found.Any(f => f.Leads.Count > 0) ? found
            : found is [var first, ..] ? throw new WorkFailedException($"{file}: {first.Words}")
            : throw new WorkFailedException($"{file}: it holds no finding of GuardDuty or Security Hub");
    }

    private static byte[] Bytes(string file)
    {
        if (file != "-")
        {
            return File.ReadAllBytes(file);
        }

        using var input = Console.OpenStandardInput();
        using var held = new MemoryStream();
        input.CopyTo(held);
        return held.ToArray();
    }
}
