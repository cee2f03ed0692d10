using System.CommandLine;
using RecipePicks.Store;

namespace RecipePicks.Cli.Options;

/// <summary><c>--case DIR</c>: the case to work on.</summary>
internal sealed class CaseOption : Option<string>
{
    public CaseOption()
        : base("--case")
    {
        HelpName = "DIR";
        Description = "The folder that holds the case.";
        DefaultValueFactory = _ => "./case";
    }

    public string Directory(ParseResult options) => options.GetRequiredValue(this);

    public Case Open(ParseResult options) => Case.Open(Directory(options));

    /// <summary>Whether it was given, and not left to its default.</summary>
    public bool IsGiven(ParseResult options) => options.GetResult(this) is { Implicit: false };
}
