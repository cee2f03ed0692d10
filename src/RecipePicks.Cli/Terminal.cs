using System.Text;
using RecipePicks.Reports;
using RecipePicks.Reports.Escaping;

namespace RecipePicks.Cli;

/// <summary>Where the program writes: the document to standard output, everything else to standard error.</summary>
internal sealed class Terminal
{
    private const int Unknown = 100;
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private Terminal(TextWriter output, TextWriter error)
    {
        Output = output;
        Error = error;
        var rich = !Console.IsOutputRedirected && MayColour;
        Surface = rich ? new Surface(Width(), true) : Surface.Plain with { Width = Width() };
    }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    /// <summary>What standard output is.</summary>
    public Surface Surface { get; }

    /// <summary>Whether a bar that redraws itself may be shown on standard error.</summary>
    public bool CanRedraw { get; } = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>See no-color.org.</summary>
    private static bool MayColour =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    public static Terminal Open() =>
        new(
            new StreamWriter(StandardOutput.Open(), s_utf8, 16 * 1024) { AutoFlush = !Console.IsOutputRedirected },
            new StreamWriter(Console.OpenStandardError(), s_utf8) { AutoFlush = true }
        );

    /// <summary>Says something beside the document. It may name a hostile file, so it is escaped.</summary>
    public void Complain(string message)
    {
        foreach (var line in Visible.Lines(message))
        {
            Error.Write($"picks: {line}\n");
        }
    }

    /// <summary>Lets out what was written before an error; the error itself matters more than a failure here.</summary>
    public void FlushQuietly()
    {
        try
        {
            Output.Flush();
        }
        catch (IOException)
        {
            // The message on standard error is what is left to say.
        }
    }

    private static int Width()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns > 0)
        {
            return Math.Max(columns, 40);
        }

        return Console.IsOutputRedirected || Console.WindowWidth <= 0 ? Unknown : Math.Max(Console.WindowWidth, 40);
    }
}
