using System.Text.RegularExpressions;
using RecipePicks.Engines;

namespace RecipePicks.Letters;

/// <summary>An event that names a lead's resource, or that the resource made itself.</summary>
/// <param name="Row">Its row of <c>Events/naming.sql</c>.</param>
/// <param name="Namings">Where it names the resource, the strongest first; empty when it was only made by it.</param>
/// <param name="MadeByIt">Whether a role session of the resource's own name made the call.</param>
internal sealed partial record NamedEvent(QueryRow Row, IReadOnlyList<Naming> Namings, bool MadeByIt)
{
    /// <summary>Its eventID.</summary>
    public string EventId => Row.Text("eventid") ?? "";

    /// <summary>The strongest way in which it names the resource; null when it does not.</summary>
    public NamingRole? Role => Namings.Count > 0 ? Namings[0].Role : null;

    /// <summary>Who called: the ARN, else the unique id, else the service.</summary>
    public string? Caller => Row.Text("arn") ?? Row.Text("principalid") ?? Row.Text("invokedby");

    /// <summary>Whether the call changes things and took effect.</summary>
    public bool IsWrite =>
        string.Equals(Row.Text("readonly"), "false", StringComparison.OrdinalIgnoreCase)
        && Row.Text("errorcode") is null
        && Row.Text("errormessage") is null;

    /// <summary>Whether it was denied.</summary>
    public bool IsDenied => Denial.Is(Row.Text("errorcode"), Row.Text("errormessage"));

    /// <summary>Reads a row.</summary>
    public static NamedEvent Of(ResourceName resource, QueryRow row, bool madeByIt) =>
        new(
            row,
            Naming.Of(
                resource,
                new NamingTexts(
                    row.Text("requestparameters"),
                    row.Text("responseelements"),
                    row.Text("serviceeventdetails"),
                    row.Text("additionaleventdata"),
                    row.Text("errormessage"),
                    Arns(row["resources"]),
                    row.Text("recipientaccountid"),
                    row.Text("awsregion")
                )
            ),
            madeByIt
        );

    /// <summary>The ARNs of <c>resources</c>, however the engine types an array of structs.</summary>
    internal static IReadOnlyList<string> Arns(object? cell) =>
        cell switch
        {
            null => [],
            string text when text.StartsWith("arn:", StringComparison.Ordinal) => [text],
            string text => [.. ArnInText().Matches(text).Select(m => m.Value)],
            System.Collections.IDictionary members => [.. members.Values.Cast<object?>().SelectMany(Arns)],
            System.Collections.IEnumerable items => [.. items.Cast<object?>().SelectMany(Arns)],
            KeyValuePair<string, object?> member => Arns(member.Value),
            _ => [],
        };

    [GeneratedRegex(@"arn:[^,'""{}\[\]\s]+", RegexOptions.NonBacktracking)]
    private static partial Regex ArnInText();
}
