using RecipePicks.Sql.Tree;

namespace RecipePicks.Sql.Dialects;

/// <summary>The fields of an event as CloudTrail's own JSON spells them, for Athena's names in lower case.</summary>
/// <remarks>Source: AWS, "CloudTrail record contents" and "CloudTrail userIdentity element".</remarks>
internal static class EventNames
{
    private static readonly string[] s_columns =
    [
        "eventVersion",
        "userIdentity",
        "eventTime",
        "eventSource",
        "eventName",
        "awsRegion",
        "sourceIPAddress",
        "userAgent",
        "errorCode",
        "errorMessage",
        "requestID",
        "eventID",
        "readOnly",
        "resources",
        "eventType",
        "apiVersion",
        "recipientAccountId",
        "sharedEventID",
        "vpcEndpointId",
        "vpcEndpointAccountId",
        "eventCategory",
        "addendum",
        "sessionCredentialFromConsole",
        "tlsDetails",
    ];

    /// <summary>The columns of which Athena has the JSON text.</summary>
    private static readonly string[] s_documents =
    [
        "requestParameters",
        "responseElements",
        "additionalEventData",
        "serviceEventDetails",
        "edgeDeviceDetails",
    ];

    private static readonly string[] s_fields =
    [
        "principalId",
        "accountId",
        "invokedBy",
        "accessKeyId",
        "userName",
        "onBehalfOf",
        "userId",
        "identityStoreArn",
        "sessionContext",
        "mfaAuthenticated",
        "creationDate",
        "sessionIssuer",
        "ec2RoleDelivery",
        "webIdFederationData",
        "federatedProvider",
        "updatedFields",
        "originalRequestID",
        "originalEventID",
        "tlsVersion",
        "cipherSuite",
        "clientProvidedHostHeader",
    ];

    private static readonly Dictionary<string, string> s_spelled = s_columns
        .Concat(s_documents)
        .Concat(s_fields)
        .ToDictionary(n => n, StringComparer.OrdinalIgnoreCase);

    /// <summary>A name as CloudTrail spells it.</summary>
    public static string Spelled(string name) => s_spelled.GetValueOrDefault(name, name);

    /// <summary>Whether this is a column of the events.</summary>
    public static bool IsColumn(string name) =>
        s_columns.Contains(name, StringComparer.OrdinalIgnoreCase)
        || s_documents.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an expression is a column of JSON text; its name as CloudTrail spells it.</summary>
    public static bool IsDocument(Expression expression, out string name)
    {
        name = expression is ColumnName column ? column.Name.Text : "";
        var document = s_documents.Contains(name, StringComparer.OrdinalIgnoreCase);
        name = Spelled(name);
        return document;
    }

    /// <summary>Whether an expression is this column.</summary>
    public static bool IsColumn(Expression expression, string name) =>
        expression is ColumnName column && string.Equals(column.Name.Text, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The text of a LIKE pattern between its percent signs; null where it says more than "contains".</summary>
    public static string? Contained(Like like) =>
        like is { Pattern: StringLiteral { Value: ['%', .., '%'] pattern }, Escape: null }
        && pattern.Length > 2
        && pattern[1..^1].AsSpan().IndexOfAny('%', '_') < 0
            ? pattern[1..^1]
            : null;

    /// <summary>The text that <c>strpos(x, 'text') > 0</c> looks for, and where; null for anything else.</summary>
    public static (Expression Of, string Text)? Found(Expression expression) =>
        expression
            is Comparison
            {
                Operator: ">",
                Left: Call { Name: "strpos", Arguments: [var of, StringLiteral { Value: { Length: > 0 } text }] },
                Right: NumberLiteral { Text: "0" },
            }
            ? (of, text)
            : null;
}
