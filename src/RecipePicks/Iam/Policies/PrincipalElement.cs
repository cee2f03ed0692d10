namespace RecipePicks.Iam.Policies;

/// <summary>The kinds of principal that a policy may name.</summary>
public enum PrincipalType
{
    /// <summary>An account, a user, a role, a session, or <c>*</c>.</summary>
    Aws,

    /// <summary>An AWS service: <c>ec2.amazonaws.com</c>.</summary>
    Service,

    /// <summary>An identity provider.</summary>
    Federated,

    /// <summary>An account, by the id that Amazon S3 gives it.</summary>
    CanonicalUser,
}

/// <summary>A principal that a policy names.</summary>
/// <remarks>Source: IAM User Guide, "AWS JSON policy elements: Principal".</remarks>
public sealed record PrincipalEntry
{
    /// <summary>Makes an entry.</summary>
    /// <param name="type">How it is named.</param>
    /// <param name="value">The name as it stands; wildcards have no meaning in it, but for <c>*</c> alone.</param>
    public PrincipalEntry(PrincipalType type, string value)
    {
        Type = type;
        Value = value;
        if (type == PrincipalType.Aws)
        {
            Arn = Arn.TryParse(value);
            Account =
                value.Length == 12 && value.All(char.IsAsciiDigit) ? value
                : Arn is { Service: "iam", Resource: "root" } ? Arn.Account
                : null;
        }
    }

    /// <summary>How it is named.</summary>
    public PrincipalType Type { get; }

    /// <summary>The name as it stands.</summary>
    public string Value { get; }

    /// <summary>The account, when all of an account is named: by its id or by its root; else null.</summary>
    public string? Account { get; }

    /// <summary>The name as an ARN; null when it is none.</summary>
    public Arn? Arn { get; }

    /// <summary>Whether it names everyone, those without credentials among them.</summary>
    public bool IsEveryone => Value == "*" && Type == PrincipalType.Aws;
}

/// <summary>Principal or NotPrincipal.</summary>
/// <param name="AllBut">Whether it is NotPrincipal.</param>
/// <param name="Entries">Those that it names.</param>
public sealed record PrincipalElement(bool AllBut, IReadOnlyList<PrincipalEntry> Entries);
