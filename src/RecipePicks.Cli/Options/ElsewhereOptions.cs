using System.CommandLine;
using RecipePicks.Aws;
using RecipePicks.Letters;
using RecipePicks.Sources.Lookup;
using RecipePicks.Sources.S3;
using RecipePicks.Sources.Trails;
using RecipePicks.Store;

namespace RecipePicks.Cli.Options;

/// <summary>How <c>s3://…</c> and <c>cloudtrail:</c> are read: what of them, and as whom.</summary>
internal sealed class ElsewhereOptions
{
    private const string History = "cloudtrail:";
    private readonly WindowOptions _window = new();
    private readonly Option<string[]> _accounts = Listed("--accounts", "ID", "Only these accounts.");
    private readonly Option<string[]> _regions = Listed("--regions", "REGION", "Only these regions.");
    private readonly Option<string?> _lead = One(
        "--lead",
        "LEAD",
        "What cloudtrail: looks for; all events without it."
    );
    private readonly Option<string?> _keep = One("--keep", "DIR", "Keep the objects as they are, in this folder.");
    private readonly AccessOptions _access = new();
    private readonly Option<bool> _payer = new("--requester-pays") { Description = "Pay for requests and transfer." };
    private readonly Option<bool> _unsigned = new("--no-sign-request")
    {
        Description = "Send no credentials, as public buckets allow.",
    };

    public void AddTo(Command command)
    {
        _window.AddTo(command);
        foreach (var option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>How to load.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="paths">Its paths.</param>
    public LoadOptions Load(ParseResult options, IReadOnlyList<string> paths)
    {
        var history = paths.Where(IsHistory).ToList();
        var window = _window.Window(options);
        Check(options, history.Count > 0, paths.Any(S3Location.Is), window);
        var aws = _access.Read(options) with { Unsigned = options.GetValue(_unsigned) };
        return new LoadOptions
        {
            S3 = new S3Options
            {
                Aws = aws,
                Scope = new TrailScope
                {
                    Accounts = Values(options, _accounts),
                    Regions = Values(options, _regions),
                    Window = window,
                },
                RequesterPays = options.GetValue(_payer),
                Keep = options.GetValue(_keep),
            },
            Lookup = new LookupOptions
            {
                Aws = aws,
                Regions = Values(options, _regions),
                Window = window,
                Attributes = [.. history.SelectMany(Written), .. Wanted(options.GetValue(_lead))],
            },
        };
    }

    private IEnumerable<Option> All => [_accounts, _regions, _lead, _keep, .. _access.All, _payer, _unsigned];

    private void Check(ParseResult options, bool history, bool s3, TimeWindow window)
    {
        if (!history && options.GetValue(_lead) is not null)
        {
            throw new UsageException("--lead is for cloudtrail: only; files are loaded as they are");
        }

        if (!s3 && options.GetValue(_keep) is not null)
        {
            throw new UsageException("--keep is for s3:// only");
        }

        if (!history && !s3 && (window != TimeWindow.All || All.Any(o => options.GetResult(o) is { Implicit: false })))
        {
            throw new UsageException("what to load of it, and as whom, can be told of s3:// and cloudtrail: only");
        }
    }

    private static bool IsHistory(string path) => path.StartsWith(History, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<LookupAttribute> Written(string path) =>
        path[History.Length..] switch
        {
            "" => [],
            var text =>
            [
                LookupAttribute.Parse(text)
                    ?? throw new UsageException(
                        $"{path} is no question to CloudTrail: write cloudtrail: or cloudtrail:NAME=VALUE, NAME one of "
                            + string.Join(", ", LookupAttribute.Keys)
                    ),
            ],
        };

    private static IEnumerable<LookupAttribute> Wanted(string? lead) =>
        lead?.Trim() is not { Length: > 0 } text ? []
        : LeadForm.Recognise(text) is { } known ? LookupAttribute.Of(known)
        // A bare name is a user's, a session's or a resource's.
        : [new("Username", text), new("ResourceName", text)];

    private static IReadOnlyList<string> Values(ParseResult options, Option<string[]> option) =>
        ListOption.Values(options.GetValue(option));

    private static Option<string?> One(string name, string help, string description) =>
        new(name) { HelpName = help, Description = description };

    private static Option<string[]> Listed(string name, string help, string description) =>
        new(name)
        {
            HelpName = help,
            Description = description + " Repeatable, or parted by commas.",
            Arity = ArgumentArity.OneOrMore,
        };
}
