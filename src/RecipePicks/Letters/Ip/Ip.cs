using RecipePicks.Engines;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>I: what else came from the addresses. It keeps those who share one apart.</summary>
internal sealed class Ip : Letter
{
    private const int MostAddresses = 200;
    private const int MostFindings = 12;

    private static readonly string[] Columns =
    [
        .. new[] { "address", "identity", "accesskeyid", "calls", "denied", "first", "last", "type", "principalid" },
    ];

    /// <inheritdoc/>
    public override string Mark => "I";

    /// <inheritdoc/>
    public override string Key => "ip";

    /// <inheritdoc/>
    public override string Asks => "What else came from this address?";

    /// <inheritdoc/>
    public override string Needs => "CloudTrail: sourceIPAddress of every call";

    /// <inheritdoc/>
    public override EvidenceKinds Evidence => EvidenceKinds.Management | EvidenceKinds.Data;

    /// <inheritdoc/>
    public override Answer Ask(Inquiry inquiry)
    {
        var own = inquiry.AskAboutCallers(Question.Load("Ip/addresses-of-callers"), Inquiry.MostRows).Rows.ToList();
        var touched = inquiry.Named.Events.Select(e => e.Row.Text("sourceipaddress"));
        var addresses = own.GroupBy(r => r.Text("address"))
            .OrderByDescending(g => g.Sum(r => r.Count("calls")))
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.Key)
            .Concat(
                inquiry
                    .LeadsOf(LeadKind.Ip)
                    .Where(lead => !LeadForm.Spellings(lead).Any(s => own.Exists(r => r.Text("address") == s)))
            )
            .Concat(inquiry.LeadsOf(LeadKind.Resource).Any() ? touched : [])
            .OfType<string>()
            .Where(IsFollowed)
            .Distinct()
            .ToList();
        var asked = addresses.Take(MostAddresses).Order(StringComparer.Ordinal).ToList();
        var all = inquiry
            .Ask(
                Question.Load("Ip/addresses"),
                new Dictionary<string, object?> { ["addresses"] = asked },
                Inquiry.MostRows
            )
            .Rows.ToList();
        // Behind a service's name stand all of its customers: there, the case's own calls only.
        var rows = all.Concat(own.Where(r => !IsFollowed(r.Text("address"))))
            .OrderBy(r => r.Text("address"), StringComparer.Ordinal)
            .ThenBy(r => r.Text("identity"), StringComparer.Ordinal)
            .ThenBy(r => r.Text("first"), StringComparer.Ordinal)
            .ThenBy(r => r.Text("accesskeyid"), StringComparer.Ordinal)
            .ToList();
        var shared = all.GroupBy(r => r.Text("address")!).Where(g => Identities(g).Count > 1).ToList();
        return Says(
            rows.Count == 0 || addresses.Count > MostAddresses ? AnswerStatus.Partial : AnswerStatus.Answered,
            Headline(inquiry, rows, asked, shared),
            [
                .. InstanceCredentials.UsedElsewhere(inquiry, own.Concat(all).Select(r => r.Text("identity"))),
                .. shared.Select(g => Shared(g)).Take(MostFindings),
                .. all.GroupBy(r => r.Text("address")!)
                    .Where(g => Identities(g).Count == 1)
                    .Select(g => One(g))
                    .Take(MostFindings),
            ]
        ) with
        {
            Tables = [new AnswerTable("addresses", Columns, [.. rows.Select(Cells)])],
            Gaps = [.. Gaps(inquiry, addresses, rows.Count).Select(Prose.OneLine)],
            Reproduce =
            [
                .. asked
                    .Take(5)
                    .Select(a =>
                        inquiry.Reproduce(
                            Question.Load("Ip/as-on-the-cheat-sheet"),
                            new Dictionary<string, object?> { ["address"] = a }
                        )
                    ),
                inquiry.Reproduce(
                    Question.Load("Ip/addresses"),
                    new Dictionary<string, object?> { ["addresses"] = asked }
                ),
                .. Filled(inquiry, Question.Load("Ip/addresses-of-callers")),
            ],
        };
    }

    private static string Headline(
        Inquiry inquiry,
        List<QueryRow> rows,
        List<string> asked,
        List<IGrouping<string, QueryRow>> shared
    )
    {
        if (rows.Count == 0)
        {
            return $"No event of {inquiry.Ground} came from an address of {inquiry.Subject}.";
        }

        if (asked.Count == 0)
        {
            var services = rows.Select(r => r.Text("address")).Where(LeadForm.IsService).OfType<string>().Distinct();
            return $"{(rows.TrueForAll(r => LeadForm.IsService(r.Text("address"))) ? "All calls came through AWS services" : "No call carries an address but the names of AWS services")} ({Listed(services.DefaultIfEmpty("none"))}); no other address to follow.";
        }

        var where =
            $"{Counted(asked.Count, "address", "addresses")} outside AWS's services: {Listed(asked.Select(InWords), 4)}";
        return shared.Count == 0
            ? $"{where}; none of them carries a second identity."
            : $"{where}; {Counted(shared.Count, "carries", "carry")} several identities, which sharing an address does not make one.";
    }

    // What is no address and no service's name is followed as the log writes it: some logs hold addresses made unreadable.
    private static bool IsFollowed(string? address) => address is { Length: > 0 } && !LeadForm.IsService(address);

    private static string InWords(string address) =>
        LeadForm.IsAddress(address) ? address : $"{address} (not an IP address, as the log writes it)";

    private static Finding Shared(IGrouping<string, QueryRow> address)
    {
        var identities = Identities(address);
        return new Finding(
            $"{identities.Count} identities share this address: {InWords(address.Key)} ({Use(address)}): "
                + $"{Listed(identities.Select(i => $"{Who.Short(i.Key)} {Counted(i.Sum(r => r.Count("calls")), "call")}"), 8)}. "
                + "They may be one person or many (NAT, office, VPN); nothing here says which.",
            Certainty.Ambiguous,
            IsProbing(address) ? Severity.Warning : Severity.Notice,
            Inquiry.Cite(identities.SelectMany(i => i.SelectMany(r => r.List("evidence")).Take(2)))
        );
    }

    private static Finding One(IGrouping<string, QueryRow> address) =>
        new(
            $"{InWords(address.Key)} carries one identity, {Who.Short(Identities(address)[0].Key)} ({Use(address)}).",
            Certainty.Exact,
            IsProbing(address) ? Severity.Warning : Severity.Info,
            Inquiry.Cite(address.SelectMany(r => r.List("evidence")))
        );

    private static string Use(IGrouping<string, QueryRow> address) =>
        $"{Counted(address.Select(r => r.Text("accesskeyid")).OfType<string>().Distinct().Count(), "access key")}, "
        + $"{Counted(address.Sum(r => r.Count("calls")), "call")}, {Number(address.Sum(r => r.Count("denied")))} denied";

    // Somebody who knows what he may do is denied now and then; somebody who tries is denied a lot.
    private static bool IsProbing(IGrouping<string, QueryRow> address) =>
        address.Sum(r => r.Count("denied")) is var denied
        && denied >= 10
        && denied * 4 >= address.Sum(r => r.Count("calls"));

    private static IEnumerable<string> Gaps(Inquiry inquiry, List<string> addresses, int rows)
    {
        if (rows == 0)
        {
            yield return $"No call of {inquiry.Subject} is in {inquiry.Ground}; that is not proof that there was none.";
        }

        if (rows >= Inquiry.MostRows)
        {
            yield return $"The table and its counts hold the {Number(Inquiry.MostRows)} rows with the most calls; the query below lists all.";
        }

        if (addresses.Count > MostAddresses)
        {
            yield return $"{Number(addresses.Count - MostAddresses)} more addresses, with fewer calls each, were not followed.";
        }

        if (addresses.Count > 0)
        {
            yield return "Whose addresses these are is not in CloudTrail. AWS's own ranges: "
                + "curl -s https://ip-ranges.amazonaws.com/ip-ranges.json";
        }
    }

    // A sign-in carries a user's unique id without the ARN: the same user, when another event has both.
    private static List<IGrouping<string?, QueryRow>> Identities(IEnumerable<QueryRow> rows)
    {
        var all = rows.ToList();
        var arns = all.Where(r => r.Text("principalid") is not null && Arn.TryParse(r.Text("identity")) is not null)
            .GroupBy(r => r.Text("principalid")!)
            .ToDictionary(g => g.Key, g => g.First().Text("identity"));
        return
        [
            .. all.GroupBy(r => r.Text("identity") is { } identity ? arns.GetValueOrDefault(identity, identity) : null)
                .OrderByDescending(g => g.Sum(r => r.Count("calls")))
                .ThenBy(g => g.Key, StringComparer.Ordinal),
        ];
    }

    private static IReadOnlyList<object?> Cells(QueryRow row) =>
        [
            row.Text("address"),
            row.Text("identity"),
            row.Text("accesskeyid"),
            row.Count("calls"),
            row.Count("denied"),
            row.Text("first"),
            row.Text("last"),
            row.Text("type"),
            row.Text("principalid"),
        ];
}
