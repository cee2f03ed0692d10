using System.Text.Json;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Tests.Iam;

/// <summary>Requests and policies in few words.</summary>
internal static class Given
{
    public const string Account = "111122223333";
    public const string Other = "444455556666";
    public const string Alice = $"arn:aws:iam::{Account}:user/alice";
    public const string Role = $"arn:aws:iam::{Account}:role/ops/reader";
    public const string Session = $"arn:aws:sts::{Account}:assumed-role/reader/i-1";
    public const string Stranger = $"arn:aws:iam::{Other}:user/mallory";
    public const string Report = "arn:aws:s3:::data/report.csv";
    public const string Key = $"arn:aws:kms:eu-west-1:{Account}:key/1234abcd";

    /// <summary>A policy of one statement, by default of everything.</summary>
    public static Policy Policy(string statement, string name = "p", string version = "2012-10-17") =>
        RecipePicks.Iam.Policies.Policy.Parse($$"""{"Version":"{{version}}","Statement":[{{statement}}]}""", name);

    public static PolicyLayer Layer(params string[] statements) =>
        new([.. statements.Select((s, i) => Policy(s, $"p{i + 1}"))]);

    public static string Allow(string action = "*", string? principal = null, string rest = "") =>
        Statement("Allow", action, principal, rest);

    public static string Deny(string action = "*", string? principal = null, string rest = "") =>
        Statement("Deny", action, principal, rest);

    public static string AwsPrincipal(string name) => $$"""{"AWS":"{{name}}"}""";

    public static AccessRequest Request(
        string caller = Alice,
        string action = "s3:GetObject",
        string resource = Report,
        string? context = "{}",
        string? account = Account
    ) => new(Caller.TryParse(caller)!, action, resource, Context(context), account);

    /// <summary>A complete context; null is an unknown one.</summary>
    public static RequestContext Context(string? json) =>
        json is null
            ? RequestContext.Unknown
            : new RequestContext(
                JsonDocument
                    .Parse(json)
                    .RootElement.EnumerateObject()
                    .Select(m =>
                        KeyValuePair.Create<string, IReadOnlyList<string>>(
                            m.Name,
                            m.Value.ValueKind == JsonValueKind.Array
                                ? [.. m.Value.EnumerateArray().Select(v => v.ToString())]
                                : [m.Value.ToString()]
                        )
                    )
            );

    public static Decision Decide(AccessRequest request, PolicySet policies) =>
        PolicyEvaluator.Decide(request, policies).Decision;

    private static string Statement(string effect, string action, string? principal, string rest) =>
        $$"""{"Effect":"{{effect}}","Action":"{{action}}","Resource":"*"{{(
            principal is null ? "" : $",\"Principal\":{principal}"
        )}}{{rest}}}""";
}
