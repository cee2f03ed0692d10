using System.CommandLine;
using System.Text;
using RecipePicks.Reports;

namespace RecipePicks.Cli.Options;

/// <summary><c>--out FILE</c>: the document into a file, whole or not at all.</summary>
internal sealed class OutOption : Option<string?>
{
    public OutOption()
        : base("--out")
    {
        HelpName = "FILE";
        Description = "Write to this file instead of standard output.";
    }

    /// <summary>Writes a document where it was asked for.</summary>
    public void Write(ParseResult options, Terminal terminal, Action<Surface, TextWriter> document)
    {
        if (options.GetValue(this) is not { } file)
        {
            document(terminal.Surface, terminal.Output);
            return;
        }

        var unfinished = $"{file}.{Environment.ProcessId}.tmp";
        try
        {
            using (var output = new StreamWriter(unfinished, append: false, new UTF8Encoding(false)))
            {
                document(Surface.Plain, output);
            }

            File.Move(unfinished, file, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
