using System.CommandLine;

namespace RecipePicks.Cli.Options;

/// <summary><c>--engine NAME</c>: what answers the queries.</summary>
internal sealed class EngineOption : Option<string>
{
    public EngineOption()
        : base("--engine")
    {
        HelpName = "local";
        Description = "What answers the queries: the local case.";
        DefaultValueFactory = _ => "local";
        AcceptOnlyFromAmong("local");
    }
}
