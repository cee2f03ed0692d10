using RecipePicks.Iam.Patterns;

namespace RecipePicks.Iam.Evaluation;

/// <summary>What kind of principal makes a request.</summary>
public enum CallerKind
{
    /// <summary>An IAM user.</summary>
    User,

    /// <summary>A role, in a session whose name is not known.</summary>
    Role,

    /// <summary>A session of a role.</summary>
    Session,

    /// <summary>A session that a user made with GetFederationToken.</summary>
    FederatedUser,

    /// <summary>The root user of an account.</summary>
    Root,

    /// <summary>An AWS service that calls for itself.</summary>
    Service,

    /// <summary>Somebody whom an identity provider vouches for, who asks STS for a role.</summary>
    Federated,

    /// <summary>Nobody: a request without credentials.</summary>
    Anonymous,
}

/// <summary>Who makes a request.</summary>
/// <remarks>Source: IAM User Guide, "AWS JSON policy elements: Principal" and "How principals are specified".</remarks>
public sealed record Caller
{
    private const string ServiceLinked = "AWSServiceRoleFor";

    /// <summary>A request without credentials.</summary>
    public static Caller Anonymous { get; } = new() { Kind = CallerKind.Anonymous, Text = "anonymous" };

    /// <summary>What kind it is.</summary>
    public required CallerKind Kind { get; init; }

    /// <summary>Its ARN, the name of a service or of a provider.</summary>
    public required string Text { get; init; }

    /// <summary>Its ARN; null when it has none.</summary>
    public Arn? Arn { get; init; }

    /// <summary>Its account, twelve digits; null when it belongs to none.</summary>
    public string? Account { get; init; }

    /// <summary>Its unique id: <c>AIDA…</c> of a user, <c>AROA…</c> of a role; null when it is not known.</summary>
    public string? Id { get; init; }

    /// <summary>The canonical id that Amazon S3 gives its account; null when it is not known.</summary>
    public string? CanonicalId { get; init; }

    /// <summary>
    /// The ARN of the user or role behind it. A session's ARN leaves the path of its role out: set it from the session's
    /// issuer where the log tells it.
    /// </summary>
    public string? IssuerArn { get; init; }

    /// <summary>Whether <see cref="IssuerArn"/> was told, not made from a session's ARN, so that its path is right.</summary>
    public bool IsIssuerTold { get; init; }

    /// <summary>What the ARN of a session's role looks like when nobody told it: its path may be any, or a reserved one.</summary>
    /// <remarks>Source: IAM User Guide, "aws:PrincipalArn"; IAM Identity Center User Guide, "Referencing permission sets".</remarks>
    internal IReadOnlyList<ArnPattern> IssuerArns
    {
        get
        {
            var role = $"arn:{Arn?.Partition}:iam::{Account}:role/";
            var path =
                Name.StartsWith("AWSReservedSSO_", StringComparison.Ordinal) ? "aws-reserved/sso.amazonaws.com/"
                : Name.StartsWith(ServiceLinked, StringComparison.Ordinal) ? "aws-service-role/"
                : "";
            return [.. new[] { $"{role}{path}{Name}", $"{role}{path}*/{Name}" }.Select(p => ArnPattern.OfResource(p))];
        }
    }

    /// <summary>The user's or role's name; of a session its role's; empty when it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The name of a session; null when it is none, or not known.</summary>
    public string? SessionName { get; init; }

    /// <summary>Whether policies of an account are attached to it; without, only the resource's policy grants.</summary>
    public bool HasIdentity => Kind < CallerKind.Service;

    /// <summary>
    /// Whether it is a service-linked role, which neither service control policies nor resource control policies hold. Its
    /// path says so; a session's ARN has no path, and then its reserved name does.
    /// </summary>
    public bool IsServiceLinked =>
        Kind is CallerKind.Role or CallerKind.Session
        && (
            (Kind == CallerKind.Role || IsIssuerTold)
                ? IssuerArn!.Contains(":role/aws-service-role/", StringComparison.Ordinal)
                : Name.StartsWith(ServiceLinked, StringComparison.Ordinal)
        );

    /// <summary>Reads a caller.</summary>
    /// <param name="text">
    /// An ARN of a user, role, session, root, federated user or provider; twelve digits for a root user; a service's name;
    /// a provider's name; <c>*</c> or <c>anonymous</c>.
    /// </param>
    /// <param name="issuer">The ARN of a session's role or of a federated user's user, when the evidence tells it.</param>
    /// <returns>The caller; null when it is none of these.</returns>
    public static Caller? TryParse(string text, string? issuer = null) =>
        Arn.TryParse(text) is { } arn ? OfArn(arn, text, issuer)
        : text is "*" || text.Equals("anonymous", StringComparison.OrdinalIgnoreCase) ? Anonymous
        : text.Length == 12 && text.All(char.IsAsciiDigit) ? TryParse($"arn:aws:iam::{text}:root")
        : Providers.Contains(text) ? new Caller { Kind = CallerKind.Federated, Text = text }
        : text.EndsWith(".amazonaws.com", StringComparison.Ordinal)
        || text.EndsWith(".amazonaws.com.cn", StringComparison.Ordinal)
            ? new Caller { Kind = CallerKind.Service, Text = text }
        : null;

    // Providers of web identities that policies name without an ARN.
    private static readonly string[] Providers =
    [
        "cognito-identity.amazonaws.com",
        "www.amazon.com",
        "graph.facebook.com",
        "accounts.google.com",
    ];

    private static Caller? OfArn(Arn arn, string text, string? issuer)
    {
        var parts = arn.ResourceId.Split('/');
        Caller Of(CallerKind kind, string? issuerArn, string name) =>
            new()
            {
                Kind = kind,
                Text = text,
                Arn = arn,
                Account = arn.Account,
                Name = name,
                IssuerArn = issuer ?? issuerArn,
                IsIssuerTold = issuer is not null,
            };

        return (arn.Service, arn.ResourceType) switch
        {
            ("iam", "") when arn.Resource == "root" => Of(CallerKind.Root, text, "root"),
            ("iam", "user") => Of(CallerKind.User, text, parts[^1]),
            ("iam", "role") => Of(CallerKind.Role, text, parts[^1]),
            ("iam", "saml-provider" or "oidc-provider") => new Caller
            {
                Kind = CallerKind.Federated,
                Text = text,
                Arn = arn,
            },
            ("sts", "assumed-role") => Of(
                CallerKind.Session,
                $"arn:{arn.Partition}:iam::{arn.Account}:role/{parts[0]}",
                parts[0]
            ) with
            {
                SessionName = parts.Length > 1 ? parts[^1] : null,
            },
            ("sts", "federated-user") => Of(CallerKind.FederatedUser, null, parts[^1]),
            _ => null,
        };
    }
}
