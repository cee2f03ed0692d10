using System.Text.Json;
using System.Text.RegularExpressions;
using RecipePicks.Iam.Accounts;
using RecipePicks.Sources;

namespace RecipePicks.Letters;

/// <summary>What runs with a role, as the collected answers of the AWS CLI show it.</summary>
internal static partial class CollectedWorkloads
{
    private const string Cluster = "eks describe-cluster";

    /// <summary>Reads them.</summary>
    /// <param name="answers">Answers of the calls that <c>Iam/workloads.json</c> names.</param>
    /// <param name="identities">The accounts' identities: a role may be told by its name, or through an instance profile.</param>
    /// <returns>By ARN; a thing with two roles twice.</returns>
    public static IReadOnlyList<Workload> Of(IReadOnlyList<Collected> answers, IReadOnlyList<IamIdentity> identities)
    {
        var shown = answers
            .Where(a => a.Pages.Count > 0)
            .SelectMany(a =>
                WorkloadForm
                    .All.Where(f => f.Call == a.Call)
                    .SelectMany(f => Things(a, f).Select(t => (Answer: a, Form: f, Thing: t)))
            )
            .ToList();
        var own = shown.SelectMany(s => Own(s.Answer, s.Form, s.Thing, identities)).ToList();
        var byArn = own.ToLookup(w => w.Arn, StringComparer.Ordinal);
        return
        [
            .. own.Concat(shown.SelectMany(s => Through(s.Answer, s.Form, s.Thing, byArn)))
                .Concat(answers.Where(a => a.Call == Cluster).SelectMany(a => ServiceAccounts(a, identities)))
                .DistinctBy(w => (w.Arn, w.Role))
                .OrderBy(w => w.Arn, StringComparer.Ordinal)
                .ThenBy(w => w.Role, StringComparer.Ordinal),
        ];
    }

    /// <summary>The calls whose answers it reads.</summary>
    public static IReadOnlyList<string> Calls { get; } =
    [.. WorkloadForm.All.Select(f => f.Call).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<JsonElement> Things(Collected answer, WorkloadForm form) =>
        form.Each.Length == 0 ? answer.Pages
        : form.Each.EndsWith("[]", StringComparison.Ordinal) ? answer.Items(form.Each[..^2])
        : answer.Pages.SelectMany(p =>
            p.ValueKind == JsonValueKind.Object && p.TryGetProperty(form.Each, out var thing) ? new[] { thing } : []
        );

    private static IEnumerable<Workload> Own(
        Collected answer,
        WorkloadForm form,
        JsonElement thing,
        IReadOnlyList<IamIdentity> identities
    ) =>
        from arn in Name(answer, form, thing)
        from role in form.Roles
        from told in JsonPath.Values(thing, role.Path)
        from carried in Roles(told, answer.Account ?? Arn.TryParse(arn)?.Account, role.Called, identities)
        select new Workload(
            form.Kind,
            arn,
            carried,
            [$"the {form.Kind} {Who.Short(arn)} has the {role.Called} {Who.Short(told)} ({Shown(answer)})"]
        )
        {
            Names = Names(form, thing),
        };

    // A task has the roles of its definition.
    private static IEnumerable<Workload> Through(
        Collected answer,
        WorkloadForm form,
        JsonElement thing,
        ILookup<string, Workload> byArn
    ) =>
        form.Of is null
            ? []
            : from arn in Name(answer, form, thing)
            from of in JsonPath.Values(thing, form.Of)
            from carrier in byArn[of]
            select new Workload(
                form.Kind,
                arn,
                carrier.Role,
                [$"the {form.Kind} {Who.Short(arn)} runs {Who.Short(of)} ({Shown(answer)})", .. carrier.Hops]
            )
            {
                Names = Names(form, thing),
            };

    // IRSA: a role's trust policy names the cluster's issuer, and under a condition the service account.
    private static IEnumerable<Workload> ServiceAccounts(Collected answer, IReadOnlyList<IamIdentity> identities) =>
        from cluster in answer.Values("cluster.arn")
        from issuer in answer.Values("cluster.identity.oidc.issuer")
        let provider = issuer[(issuer.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at ? at + 3 : 0)..]
        from role in identities
        where role.Trust?.Contains($"oidc-provider/{provider}", StringComparison.Ordinal) == true
        let account = ServiceAccount().Match(role.Trust!)
        select new Workload(
            "cluster",
            cluster,
            role.Arn,
            [
                $"the cluster {Who.Short(cluster)} is the issuer {provider} ({Shown(answer)})",
                $"the trust policy of {role.Short} lets {(account.Success ? account.Value : "service accounts")} of that issuer take it (IRSA)",
            ]
        )
        {
            Names = [.. answer.Values("cluster.name"), .. account.Success ? [account.Value] : Array.Empty<string>()],
        };

    private static IEnumerable<string> Name(Collected answer, WorkloadForm form, JsonElement thing) =>
        JsonPath
            .Values(thing, form.Name)
            .Select(n =>
                form.Arn is null || n.StartsWith("arn:", StringComparison.Ordinal)
                    ? n
                    : form
                        .Arn.Replace("{region}", answer.Region ?? "", StringComparison.Ordinal)
                        .Replace("{account}", answer.Account ?? "", StringComparison.Ordinal)
                        .Replace("{name}", n, StringComparison.Ordinal)
            );

    private static IReadOnlyList<string> Names(WorkloadForm form, JsonElement thing) =>
        [.. form.Also.SelectMany(p => JsonPath.Values(thing, p)).SelectMany(n => new[] { n, Who.Short(n) }).Distinct()];

    private static IEnumerable<string> Roles(
        string told,
        string? account,
        string called,
        IReadOnlyList<IamIdentity> identities
    )
    {
        var name = told[(told.LastIndexOf('/') + 1)..];
        return called == "instance profile"
                ? identities
                    .Where(i =>
                        (account is null || i.Account == account)
                        && i.InstanceProfiles?.Any(p => p.EndsWith($"/{name}", StringComparison.Ordinal)) == true
                    )
                    .Select(i => i.Arn)
            : told.StartsWith("arn:", StringComparison.Ordinal) ? [told]
            : identities
                .Where(i => i.Kind == IdentityKind.Role && i.Name == name && i.Account == account)
                .Select(i => i.Arn)
                is var known
            && known.Any()
                ? known
            : account is null ? []
            : [$"arn:aws:iam::{account}:role/{told}"];
    }

    private static string Shown(Collected answer) =>
        answer.Time is { } time ? $"as of {TimeWindow.Format(time)}, {answer.File}" : answer.File;

    [GeneratedRegex("system:serviceaccount:[A-Za-z0-9*?.:-]+", RegexOptions.NonBacktracking)]
    private static partial Regex ServiceAccount();
}
