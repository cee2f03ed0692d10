using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using RecipePicks.Store;

namespace RecipePicks.Tests.Sql;

/// <summary>The letters' queries are Athena's SQL, not only SQL that we read: an independent grammar of Trino's says so.</summary>
public sealed class TrinoGrammarTests
{
    [Fact]
    public void An_independent_grammar_of_Trino_reads_every_query_of_the_letters()
    {
        var texts = Texts().ToDictionary(q => q.Name, q => q.Text);
        texts["(no SQL)"] = "SELECT a FRM b WHERE";

        var said = Ask(texts);

        Assert.NotEmpty(said["(no SQL)"]);
        said.Remove("(no SQL)");
        Assert.True(said.Count >= 40, $"only {said.Count} queries were read");
        Assert.Empty(said.SelectMany(s => s.Value.Select(e => $"{s.Key} {e}")));
    }

    /// <summary>All that are in the house; named parameters are ours: Athena has question marks.</summary>
    private static IEnumerable<(string Name, string Text)> Texts()
    {
        var house = typeof(Case).Assembly;
        foreach (var name in house.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)))
        {
            using var text = new StreamReader(house.GetManifestResourceStream(name)!);
            yield return (name, Regex.Replace(text.ReadToEnd(), @"(?<!:):\w+", "?"));
        }
    }

    /// <summary>What the grammars say of texts; those whose names begin with hive: are Hive's.</summary>
    internal static Dictionary<string, string[]> Ask(Dictionary<string, string> texts)
    {
        var root = Root();
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(root, "node_modules", "dt-sql-parser")),
            "dt-sql-parser is not installed: npm ci"
        );
        using var node = Start(root);
        Assert.SkipUnless(node is not null, "node is not installed");
        node!.StandardInput.Write(JsonSerializer.Serialize(texts));
        node.StandardInput.Close();
        var said = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, node.StandardError.ReadToEnd());
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(said)!;
    }

    private static Process? Start(string root)
    {
        try
        {
            var script = Path.Combine(root, "tests", "RecipePicks.Tests", "Sql", "Trino", "parse.mjs");
            return Process.Start(
                new ProcessStartInfo("node", [script, root])
                {
                    UseShellExecute = false,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    Environment = { ["NODE_NO_WARNINGS"] = "1" },
                }
            );
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    internal static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "RecipePicks.slnx")))
        {
            at = at.Parent!;
        }

        return at.FullName;
    }
}
