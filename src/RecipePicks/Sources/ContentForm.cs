namespace RecipePicks.Sources;

/// <summary>What a part looks like from its first bytes.</summary>
internal enum ContentForm
{
    /// <summary>Nothing at all.</summary>
    Empty,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>Text of some kind in which records of CloudTrail may stand.</summary>
    Mixed,

    /// <summary>The console's event history.</summary>
    EventHistoryCsv,

    /// <summary>Something else.</summary>
    Foreign,
}

/// <summary>Tells logs from the licences, pictures and notes that lie beside them.</summary>
internal static class ContentForms
{
    /// <summary>Looks at the beginning of a part.</summary>
    /// <param name="head">Its first bytes, leading white space left out.</param>
    /// <returns>What it looks like.</returns>
    public static ContentForm Of(ReadOnlySpan<byte> head) =>
        head.IsEmpty ? ContentForm.Empty
        : BeginsJson(head) ? ContentForm.Json
        : EventHistoryCsv.Matches(head) ? ContentForm.EventHistoryCsv
        : head[0] != '<' && head.IndexOf("\"eventName\""u8) >= 0 ? ContentForm.Mixed
        : ContentForm.Foreign;

    private static readonly string[] Promises = [".json", ".jsonl", ".ndjson", ".zip", ".tar", ".tgz"];

    /// <summary>Whether a part's name promises JSON or a container: what is neither then is no stranger but damaged.</summary>
    public static bool Promised(string name)
    {
        name = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        return Promises.Any(p => name.EndsWith(p, StringComparison.OrdinalIgnoreCase));
    }

    private static bool BeginsJson(ReadOnlySpan<byte> head)
    {
        var inside = head[1..].TrimStart(" \n\r\t"u8);
        if (inside.IsEmpty)
        {
            return head[0] is (byte)'{' or (byte)'[';
        }

        return head[0] switch
        {
            (byte)'"' => inside[0] is (byte)'{',
            (byte)'{' => inside[0] is (byte)'"' or (byte)'}',
            (byte)'[' => inside[0]
                is (byte)'{'
                    or (byte)'['
                    or (byte)'"'
                    or (byte)']'
                    or (byte)'-'
                    or (>= (byte)'0' and <= (byte)'9'),
            _ => false,
        };
    }
}
