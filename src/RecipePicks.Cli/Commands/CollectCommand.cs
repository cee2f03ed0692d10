using System.CommandLine;
using RecipePicks.Cli.Loading;
using RecipePicks.Cli.Options;
using RecipePicks.Collecting;
using RecipePicks.Letters;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks collect --case DIR</c>.</summary>
internal sealed class CollectCommand : PicksCommand
{
    private const int UnknownShown = 20;
    private readonly CaseOption _case = new();
    private readonly Option<string[]> _profiles = Repeatable(
        "--profile",
        "NAME",
        "A profile of the AWS CLI; repeatable."
    );
    private readonly Option<string[]> _regions = Repeatable(
        "--region",
        "REGION",
        "A region; repeatable. All that are switched on when none is given."
    );
    private readonly Option<string?> _for = new("--for")
    {
        HelpName = "LEAD",
        Description = "Only what this lead needs: it, its role, IAM and the organization.",
    };
    private readonly Option<string?> _out = new("--out")
    {
        HelpName = "FOLDER",
        Description = "Where the files go; DIR-aws, beside the case, when not given.",
    };
    private readonly Option<int> _most = new("--most")
    {
        HelpName = "N",
        Description = "How many things of one kind and region are asked about one by one.",
        DefaultValueFactory = _ => 1000,
    };
    private readonly Option<bool> _refresh = new("--refresh") { Description = "Ask again what was answered before." };
    private readonly Option<bool> _script = new("--script")
    {
        Description = "Print a bash script that makes the same folder, for AWS CloudShell.",
    };

    public CollectCommand(Terminal terminal)
        : base(
            terminal,
            "collect",
            "Gather IAM, the organization and what may be public through the AWS CLI, and load it.",
            "picks collect --case ./case --profile audit --region us-east-1",
            "picks collect --for arn:aws:lambda:us-east-1:111122223333:function:orders --script > collect.sh"
        )
    {
        Details =
        [
            "Only read calls, as the managed policies SecurityAudit and ViewOnlyAccess allow them. What AWS refuses",
            "is kept as unknown, never as no. A run that was stopped goes on where it was. See docs/collect.md.",
        ];
        _most.Validators.Add(r =>
        {
            if (r.Tokens.Count > 0 && !(int.TryParse(r.Tokens[0].Value, out var most) && most > 0))
            {
                r.AddError("--most takes a number above 0");
            }
        });
        foreach (var option in (Option[])[_case, _profiles, _regions, _for, _out, _most, _refresh, _script])
        {
            Options.Add(option);
        }
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var directory = _case.Directory(options);
        var wanted = new CollectOptions
        {
            Folder = options.GetValue(_out) ?? $"{Path.TrimEndingDirectorySeparator(directory)}-aws",
            Profiles = options.GetValue(_profiles) ?? [],
            Regions = [.. (options.GetValue(_regions) ?? []).Distinct()],
            For = options.GetValue(_for)?.Trim() is { Length: > 0 } lead
                ? LeadForm.Recognise(lead) ?? new Lead(LeadKind.Resource, lead)
                : null,
            Refresh = options.GetValue(_refresh),
            Most = options.GetValue(_most),
        };
        if (options.GetValue(_script))
        {
            CollectScript.Write(wanted, Terminal.Output);
            return;
        }

        CollectSummary summary;
        using (var progress = new CollectProgressLine(Terminal))
        {
            summary = Collection.Run(wanted, progress, cancellation).GetAwaiter().GetResult();
        }

        Print(summary);
        Loader.Load(summary.Folders, directory, Terminal, cancellation);
    }

    private void Print(CollectSummary summary)
    {
        (string Name, int Count)[] lines =
        [
            ("answered", summary.Answered),
            ("before", summary.Before),
            ("there is none", summary.Absent),
            ("denied", summary.Denied),
            ("failed", summary.Failed),
        ];
        foreach (var (name, count) in lines)
        {
            Terminal.Output.Write($"{name, -14}{count, 12:N0}\n");
        }

        foreach (var (call, outcome, count, says) in summary.Unknown.Take(UnknownShown))
        {
            Terminal.Complain($"unknown: aws {call} {outcome}{(count > 1 ? $" {count:N0} times" : "")}: {says}");
        }

        if (summary.Unknown.Count > UnknownShown)
        {
            Terminal.Complain(
                $"{summary.Unknown.Count - UnknownShown:N0} more, see manifest.jsonl in {summary.Folders[0]}"
            );
        }
    }

    private static Option<string[]> Repeatable(string name, string help, string description) =>
        new(name)
        {
            HelpName = help,
            Description = description,
            Arity = ArgumentArity.OneOrMore,
        };
}
