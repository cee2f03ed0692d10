namespace RecipePicks.Lineage;

/// <summary>What an error message says that the parameters do not.</summary>
internal static class MessageText
{
    // IAM names what it knows by a word for its kind and its name, others by an ARN.
    private static readonly (string Word, string Type)[] s_kinds =
    [
        ("user ", "user"),
        ("role ", "role"),
        ("group ", "group"),
        ("policy ", "policy"),
        ("instance profile ", "instance-profile"),
    ];

    /// <summary>What was asked for: <c>… is not authorized to perform: ACTION on resource: RESOURCE</c>.</summary>
    /// <param name="message">The message; null for none.</param>
    /// <param name="iam">How ARNs of IAM begin in the account: <c>arn:aws:iam::111122223333</c>.</param>
    public static string? Resource(string? message, string iam)
    {
        const string Mark = " on resource: ";
        if (message?.IndexOf(Mark, StringComparison.Ordinal) is not (>= 0 and var at))
        {
            return null;
        }

        var rest = message[(at + Mark.Length)..];
        var (word, type) = Array.Find(s_kinds, k => rest.StartsWith(k.Word, StringComparison.Ordinal));
        rest = rest[(word?.Length ?? 0)..];
        var end = rest.IndexOfAny([' ', '\n']);
        var resource = (end < 0 ? rest : rest[..end]).TrimEnd('.', ',');
        return resource is "" or "*" ? null
            : type is null || resource.StartsWith("arn:", StringComparison.Ordinal) ? resource
            : $"{iam}:{type}/{resource}";
    }
}
