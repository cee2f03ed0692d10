namespace RecipePicks.Cli;

/// <summary>Says news on standard error, a line each, at once and in order.</summary>
internal sealed class Spoken(Terminal terminal) : IProgress<string>
{
    public void Report(string value) => terminal.Complain(value);
}
