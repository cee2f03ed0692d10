namespace RecipePicks.Letters;

/// <summary>K: which identity it pivoted to, and where it came from.</summary>
internal sealed class Track : Letter
{
    /// <inheritdoc/>
    public override string Mark => "K";

    /// <inheritdoc/>
    public override string Key => "track";

    /// <inheritdoc/>
    public override string Asks => "Which identity did it pivot to, and where did it come from?";

    /// <inheritdoc/>
    public override string Needs => "CloudTrail: the calls that issue, create and change credentials";

    /// <inheritdoc/>
    public override EvidenceKinds Evidence => EvidenceKinds.Management;

    /// <inheritdoc/>
    public override Answer Ask(Inquiry inquiry) =>
        NotInEvidence(
            inquiry,
            "The chain of credentials is not followed yet; the query below lists the calls that it is made of."
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Script> Scripts(IReadOnlyList<Lead> leads)
    {
        var scripts = leads
            .Select(AwsResource.Of)
            .Select(Credentials)
            .OfType<string>()
            .Select(s => new Script("Which credentials of this identity exist and when they were last used.", s))
            .ToList();
        return scripts.Count > 0
            ? scripts
            :
            [
                new(
                    "Which credentials of a user exist and when they were last used.",
                    Credentials(new("user", "<user-name>", null))!
                ),
            ];
    }

    private static string? Credentials(AwsResource r) =>
        r.Kind switch
        {
            "user" => """
                user={{name}}
                aws iam list-access-keys --user-name="$user" --query 'AccessKeyMetadata[].AccessKeyId' --output text | tr '\t' '\n' |
                  while read -r key; do aws iam get-access-key-last-used --access-key-id "$key"; done
                aws iam get-login-profile --user-name="$user"
                aws iam list-service-specific-credentials --user-name="$user"
                aws iam list-signing-certificates --user-name="$user"
                """,
            "role" => "aws iam get-role --role-name={{name}} --query Role.RoleLastUsed",
            "access-key" => "aws iam get-access-key-last-used --access-key-id={{name}}",
            "account" => """
                aws iam generate-credential-report
                aws iam get-credential-report --query Content --output text | base64 -d
                """,
            _ => null,
        }
            is { } template
            ? Shell.Fill(template, ("name", r.Name))
            : null;
}
