using System.Globalization;
using RecipePicks.Exposure.Policies;

namespace RecipePicks.Exposure.Documents;

/// <summary>Check 24: the URL of a function asks for no login, and the function's policy lets everyone call through it.</summary>
/// <remarks>
/// Source: AWS Lambda Developer Guide, "Control access to Lambda function URLs": a URL made since October 2025 needs
/// lambda:InvokeFunction beside lambda:InvokeFunctionUrl.
/// </remarks>
internal static class FunctionUrls
{
    private static readonly DateTime BothSince = new(2025, 10, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Judges all that is wanted.</summary>
    public static IEnumerable<Opening> Of(Estate estate, Predicate<Thing> isWanted) =>
        from url in estate.Of("lambda get-function-url-config")
        let name = Estate.Short(url.Subject?.Split(',')[0] ?? url.Text("FunctionArn") ?? "")
        where name.Length > 0
        let thing = new Thing("AWS::Lambda::Function", name, url.Account, url.Region)
        {
            OtherNames =
            [
                $"arn:aws:lambda:{url.Region ?? "*"}:{url.Account ?? "*"}:function:{name}",
                .. url.Texts("FunctionArn"),
                .. url.Texts("FunctionUrl"),
            ],
        }
        where isWanted(thing)
        select new Opening(24, thing, "function URL", Judged(estate, thing, url), url);

    private static Grant Judged(Estate estate, Thing thing, Document url)
    {
        if (url.Unknown is { } unknown)
        {
            return Grant.Unclear($"{url.Words} {unknown}");
        }

        if (url.IsAbsent || url.Text("AuthType") != "NONE")
        {
            return Grant.Nobody(
                url.IsAbsent ? "it has no URL" : $"its URL asks for a login (AuthType {url.Text("AuthType")})"
            );
        }

        var policy = estate.Find("lambda get-policy", thing.Account, thing.Region, url.Subject ?? thing.Name);
        var open = $"its URL {url.Text("FunctionUrl")} asks for no login (AuthType NONE)";
        if (policy.Unknown is { } missing)
        {
            return Grant.Unclear($"{open}; {policy.Words} {missing}");
        }

        var statements = policy.At("Policy").SelectMany(p => PolicyStatement.Of(JsonWalk.Document(p)) ?? []).ToList();
        var throughUrl = Allowed(statements, "lambda:InvokeFunctionUrl", thing);
        var itself = Allowed(statements, "lambda:InvokeFunction", thing);
        var widest = throughUrl.OrderByDescending(g => g.Verdict).FirstOrDefault();
        return widest is not { Verdict: >= Verdict.External }
                ? Grant.Nobody($"{open}, but its policy lets nobody call lambda:InvokeFunctionUrl")
            : NeedsBoth(url) && !itself.Any(g => g.Verdict >= widest.Verdict)
                ? (widest with { Why = $"{open}, and {widest.Why}" }).Shut(
                    "the lack of lambda:InvokeFunction, which URLs made since October 2025 need,"
                )
            : widest with { Why = $"{open}, and {widest.Why}", Witness = $"anybody may GET {url.Text("FunctionUrl")}" };
    }

    private static IReadOnlyList<Grant> Allowed(List<PolicyStatement> statements, string action, Thing thing) =>
        PolicyJudge.Statements(
            [
                .. statements.Where(s =>
                    !s.Allows || s.Actions.Covers(new([action], false), StringComparison.OrdinalIgnoreCase)
                ),
            ],
            new ExposureContext(thing.Account),
            NamedPrincipal.InResourcePolicy
        );

    private static bool NeedsBoth(Document url) =>
        DateTime.TryParse(
            url.Text("CreationTime"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
            out var made
        )
        && made >= BothSince;
}
