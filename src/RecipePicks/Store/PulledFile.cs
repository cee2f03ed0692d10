using System.Text.RegularExpressions;

namespace RecipePicks.Store;

/// <summary>Evidence that was pulled out of a lake by what it names: its file is the query that found it.</summary>
public static partial class PulledFile
{
    /// <summary>The folder that such files have in the ledger: <c>athena/&lt;query execution id&gt;.jsonl</c>.</summary>
    public const string Folder = "athena";

    /// <summary>Whether a file of the ledger was pulled.</summary>
    /// <param name="file">Its name in the ledger.</param>
    public static bool Is(string file) => Name().IsMatch(file);

    [GeneratedRegex(
        @"^athena/[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\.jsonl$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Name();
}
