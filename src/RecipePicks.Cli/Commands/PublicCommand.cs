using System.CommandLine;
using RecipePicks.Cli.Options;
using RecipePicks.Exposure.Reach;
using RecipePicks.Iam.Policies;
using RecipePicks.Reports;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks public FILE --type T</c>.</summary>
internal sealed class PublicCommand : PicksCommand
{
    private readonly FormatOption _format = new(["text", "json"]);
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "A resource policy in JSON, or an answer of the AWS CLI that holds one; - for standard input.",
    };
    private readonly Option<string> _type = new("--type")
    {
        Description = "What carries the policy; policy for any resource.",
        HelpName = "TYPE",
        DefaultValueFactory = _ => "policy",
    };
    private readonly Option<string?> _account = new("--account")
    {
        Description = "The account that owns the resource, where the policy's ARNs do not tell it.",
        HelpName = "ID",
    };
    private readonly Option<string[]> _trust = new("--trust")
    {
        Description = "An account, organization, VPC, VPC endpoint, ARN or range that is no stranger; may be repeated.",
        HelpName = "ID",
    };

    public PublicCommand(Terminal terminal)
        : base(
            terminal,
            "public",
            "Say whether a resource policy is public, with a request that proves it.",
            "picks public samples/bucket-policy.json --type s3"
        )
    {
        Details =
        [
            "PUBLIC needs no login, PUBLIC-AUTH a login of any AWS account, EXTERNAL somebody outside whom the policy names.",
            "Beside it stands AWS's own verdict, by Amazon S3's rule of fixed values; the two may differ.",
            $"Types: {string.Join(", ", PolicyType.All.Select(t => t.Name))}.",
        ];
        _type.AcceptOnlyFromAmong([.. PolicyType.All.Select(t => t.Name)]);
        Arguments.Add(_file);
        Options.Add(_type);
        Options.Add(_account);
        Options.Add(_trust);
        Options.Add(_format);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var file = options.GetRequiredValue(_file);
        var reach = Judge(
            file,
            PolicyType.Find(options.GetRequiredValue(_type))!,
            new Household(options.GetValue(_account), options.GetValue(_trust) ?? [])
        );
        if (options.GetValue(_format) == "json")
        {
            ReachReport.WriteJson(reach, Terminal.Output);
        }
        else
        {
            ReachReport.WriteText(reach, Terminal.Surface, Terminal.Output);
        }
    }

    private static PolicyReach Judge(string file, PolicyType type, Household household)
    {
        try
        {
            return ReachJudge.Judge(file == "-" ? Console.In.ReadToEnd() : File.ReadAllText(file), type, household);
        }
        catch (PolicyException e)
        {
            throw new WorkFailedException($"{file}: {e.Message}");
        }
    }
}
