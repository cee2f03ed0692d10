namespace RecipePicks.Exposure.Policies;

/// <summary>Judges a principal that a policy names.</summary>
internal static class NamedPrincipal
{
    /// <summary>Says who gets in by being named.</summary>
    /// <param name="kind"><c>AWS</c>, <c>Service</c>, <c>Federated</c> or <c>CanonicalUser</c>.</param>
    /// <param name="value">The name.</param>
    /// <param name="statement">The statement that names it.</param>
    /// <param name="about">Whose the resource is.</param>
    public delegate Grant Reader(string kind, string value, PolicyStatement statement, ExposureContext about);

    /// <summary>In a resource policy a service may act for any account unless a condition names the source.</summary>
    public static Grant InResourcePolicy(string kind, string value, PolicyStatement statement, ExposureContext about) =>
        (kind, statement.Words) switch
        {
            ("AWS", var why) => OfAws(value, $"{why} to {value}", about),
            ("Service", var why) => Grant.Unclear(
                $"{why} to the service {value}, for whichever account it acts: no aws:SourceAccount or aws:SourceArn is asked for",
                value
            ),
            ("CanonicalUser", var why) => Grant.Unclear(
                $"{why} to the canonical user {value}; whose account that is the record does not say",
                $"canonical user {value}"
            ),
            (_, var why) => Grant.Unclear($"{why} to {value}", value),
        };

    /// <summary>An account, an ARN, or the id of somebody who is gone.</summary>
    public static Grant OfAws(string value, string why, ExposureContext about) =>
        value == "*" ? Grant.Everyone(why)
        : IsAccount(value) ? Grant.Account(value, about, why)
        : Arn.TryParse(value) is not { } arn ? Grant.Unclear($"{why}, which is no ARN and no account", value)
        : arn.Resource == "root" && IsAccount(arn.Account) ? Grant.Account(arn.Account, about, why)
        : IsAccount(arn.Account) ? Grant.Account(arn.Account, about, why, value)
        : arn.Account is "cloudfront" ? new Grant(Verdict.External, value, $"{why}, so CloudFront serves it")
        : Grant.Unclear($"{why}, whose account is not fixed", value);

    /// <summary>Whether a text is an account id.</summary>
    public static bool IsAccount(string text) => text.Length == 12 && text.All(char.IsAsciiDigit);
}
