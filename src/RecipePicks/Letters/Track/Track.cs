using RecipePicks.Lineage;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>K: which identity it pivoted to, and where it came from.</summary>
internal sealed class Track : Letter
{
    private const int MostKeys = 5000;

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
    public override Answer Ask(Inquiry inquiry)
    {
        var (graph, chain) = (inquiry.Lineage, inquiry.Chain);
        List<Reproduction> reproduce =
        [
            .. Scripts(ScriptLeads.Of(inquiry)).Select(s => new Reproduction("cli", s.Text)),
            .. Questions.SelectMany(q => Filled(inquiry, q)),
        ];
        if (chain.Nodes.Count == 0)
        {
            // A key that a service got and nobody used.
            var unused = IssuedKey.Of(inquiry, inquiry.Callers.Keys);
            return Says(
                AnswerStatus.Partial,
                unused.Count > 0
                    ? $"No call in {inquiry.Ground} used {inquiry.Subject}: {Listed(unused.Values.Select(k => k.Words), 3)}."
                    : $"No call in {inquiry.Ground} ties {inquiry.Subject} to a credential.",
                unused.Select(k => new Finding(
                    $"{k.Key} was never used in {inquiry.Ground}: {k.Value.Words}.",
                    Certainty.Exact,
                    Severity.Info,
                    Inquiry.Cite([k.Value.EventId])
                ))
            ) with
            {
                Gaps =
                [
                    $"No credential, session or workload of {inquiry.Subject} is in this evidence; that is not proof that there was none.",
                    .. Unissued(inquiry),
                ],
                Reproduce = reproduce,
            };
        }

        var stolen = InstanceCredentials.UsedElsewhere(inquiry, chain.Nodes.Select(n => graph.Nodes[n.Id].Arn ?? n.Id));
        var gaps = Gaps(inquiry).Select(Prose.OneLine).ToList();
        var issued = IssuedKey.Of(
            inquiry,
            [
                .. chain
                    .Nodes.Select(n => graph.Nodes[n.Id])
                    .Where(n => n.IsWorkloads)
                    .SelectMany(n => n.Keys)
                    .Take(MostKeys),
            ]
        );
        return Says(
            gaps.Count > 0 ? AnswerStatus.Partial : AnswerStatus.Answered,
            Headline(inquiry),
            [.. stolen, .. new TrackFindings(graph, chain, new Deeds(inquiry)).All()]
        ) with
        {
            Tables = [TrackTables.Credentials(graph, chain, issued), TrackTables.Tree(graph, chain)],
            Gaps = gaps,
            Reproduce = reproduce,
        };
    }

    private static string Headline(Inquiry inquiry)
    {
        var (graph, chain) = (inquiry.Lineage, inquiry.Chain);
        var leads = chain.Nodes.Where(n => n.Way == Way.Lead).Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        var first = chain
            .Nodes.Where(n => n.Way == Way.Lead)
            .Select(n => Origins.Of(graph, n.Id))
            .Where(w => w.Count > 0 && !(leads.Contains(w[0].From) && Names.KindOf(w[0].From) == "workload"))
            .Select(w => Behind.Called(graph, w[0].From))
            .Distinct()
            .ToList();
        var forward = chain
            .Nodes.Where(n => n.Way == Way.Forward && n.Via is { Kind: not (EdgeKind.Attempted or EdgeKind.Escalated) })
            .ToList();
        var came = forward.Where(n => chain.CameOfLead(n.Id)).Select(n => graph.Nodes[n.Id]).ToList();
        var others = forward.Count - came.Count;
        var credentials = chain
            .Nodes.Select(n => graph.Nodes[n.Id])
            .Where(n => n.Kind is "session" or "access-key")
            .ToList();
        var live = credentials.Count(n => Lifetime.Of(graph, n).Live != "no");
        var services = chain
            .Edges.Where(e =>
                e is { Kind: EdgeKind.Issued, Owns: false }
                && Names.IsService(e.From)
                && (leads.Contains(e.To) || (graph.Nodes[e.To].Principal is { } of && leads.Contains(of)))
            )
            .Select(e => e.From)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        return (
                first.Count > 0 ? $"It came from {Listed(first, 3)}; "
                : services.Count > 0
                    ? $"{Listed(services, 3)} took its sessions by {(services.Count == 1 ? "itself" : "themselves")}; "
                : "The evidence does not show where it came from; "
            )
            + $"{Counted(came.Count(n => n.Kind == "session"), "session")}, {Counted(came.Count(n => n.Kind == "access-key"), "other credential")}, "
            + $"{Counted(came.Count(n => n.Kind == "principal"), "principal")} and {Counted(came.Count(n => n.Kind == "workload"), "workload")} came of it"
            + $"{(others > 0 ? $", {Number(others)} more of those before it" : "")}; "
            + $"{Number(live)} of {Counted(credentials.Count, "credential")} may still be live at the end of the log.";
    }

    private static IEnumerable<string> Gaps(Inquiry inquiry)
    {
        foreach (var cut in inquiry.Chain.Cuts)
        {
            yield return cut;
        }

        var left = LineageSeeds.OfAccounts(inquiry.Lineage, inquiry.Callers).Count() - LineageSeeds.MostOfAccounts;
        if (left > 0)
        {
            yield return $"The chain begins with the {LineageSeeds.MostOfAccounts} credentials of {Listed(inquiry.Callers.Accounts, 3)} that called most; {Number(left)} others are left out, "
                + "unless they came of these: investigate them by themselves.";
        }

        foreach (var gap in LineageSeeds.OtherNames(inquiry).Concat(Unissued(inquiry)))
        {
            yield return gap;
        }
    }

    // Sessions that are used and that no call in the evidence issued.
    private static IEnumerable<string> Unissued(Inquiry inquiry)
    {
        var graph = inquiry.Lineage;
        var without = inquiry
            .Chain.Nodes.Select(n => graph.Nodes[n.Id])
            .Where(n => n.Kind == "session" && !graph.In(n.Id).Any(e => !e.Owns))
            .Select(n => Behind.Called(graph, n.Id))
            .ToList();
        if (without.Count > 0)
        {
            yield return $"No call in the evidence issued {Listed(without, 8)}: it came before the evidence begins, was made in an account or at a time that it does not cover, "
                + "or was never recorded.";
        }

        if (graph.IsCut)
        {
            yield return $"More than {Number(LineageReader.MostRows)} calls or credentials bear on who became whom; the chain is built from the first of them.";
        }
    }

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
