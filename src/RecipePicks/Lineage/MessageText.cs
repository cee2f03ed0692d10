namespace RecipePicks.Lineage;

/// <summary>What an error message says that the parameters do not.</summary>
internal static class MessageText
{
    /// <summary>What was asked for: <c>… is not authorized to perform: ACTION on resource: RESOURCE</c>.</summary>
    public static string? Resource(string? message)
    {
        const string Mark = " on resource: ";
        if (message?.IndexOf(Mark, StringComparison.Ordinal) is not (>= 0 and var at))
        {
            return null;
        }

        var rest = message[(at + Mark.Length)..];
        var end = rest.IndexOfAny([' ', '\n']);
        var resource = (end < 0 ? rest : rest[..end]).TrimEnd('.', ',');
        return resource is "" or "*" ? null : resource;
    }
}
