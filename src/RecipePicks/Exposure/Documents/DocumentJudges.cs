using System.Text.Json;
using RecipePicks.Exposure.Checks;
using static RecipePicks.Exposure.JsonWalk;

namespace RecipePicks.Exposure.Documents;

/// <summary>The judges that entries of <c>document-checks.json</c> name.</summary>
internal static class DocumentJudges
{
    /// <summary>Judges one value of a document.</summary>
    public delegate IReadOnlyList<Grant> DocumentJudge(JsonElement value, Case about);

    /// <summary>An entry's judge.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static DocumentJudge Of(DocumentCheck check) =>
        check.Judge switch
        {
            "recipients" => (v, c) => RecipientJudge.Recipients(v, c.About),
            "grantee" => (v, c) => PermissionJudge.Grantee(v, c.About),
            "cluster" => (v, c) => [.. AddressRangeJudge.ClusterEndpoint(v, c.About).Select(AsksForLogin)],
            "policy" => (v, c) => ResourcePolicy.Judge(v, check.Policy!, c),
            "setting" => (v, c) => SettingJudge.Of(check.Open!, check.Why!, check.Closed!)(v, c.About),
            "login" => (v, c) =>
                [.. SettingJudge.Of(check.Open!, check.Why!, check.Closed!)(v, c.About).Select(AsksForLogin)],
            "perhaps" => (v, c) =>
                [
                    .. SettingJudge
                        .Of(check.Open!, check.Why!, check.Closed!)(v, c.About)
                        .Select(g => g.Verdict == Verdict.Public ? Grant.Unclear(g.Why) : g),
                ],
            "always" => (_, _) => [Grant.Everyone(check.Why!)],
            "never" => (_, _) => [Grant.Nobody(check.Why!)],
            "application" => (v, c) => Application(v, c),
            _ => throw new ArgumentException($"no judge is called {check.Judge}", nameof(check)),
        };

    /// <summary>What everyone reaches, but not without a login.</summary>
    private static Grant AsksForLogin(Grant grant) =>
        grant.Verdict == Verdict.Public ? grant with { Verdict = Verdict.PublicAuth } : grant;

    /// <summary>A statement of an application of the Serverless Application Repository.</summary>
    private static IReadOnlyList<Grant> Application(JsonElement statement, Case about)
    {
        var organizations = Texts(Member(statement, "PrincipalOrgIDs"));
        return
        [
            .. Texts(Member(statement, "Principals"))
                .Select(p =>
                    p == "*" && organizations.Count > 0
                        ? new Grant(
                            Verdict.External,
                            $"organization {string.Join(", ", organizations)}",
                            $"shared with the accounts of {string.Join(", ", organizations)}"
                        )
                        : RecipientJudge.Recipients(Quoted(p), about.About)[0]
                ),
        ];
    }
}
