using RecipePicks.Letters;
using RecipePicks.Lineage;

namespace RecipePicks.Cases;

/// <summary>What calls of the chain began: keys, users, policies, shares, workloads.</summary>
internal sealed partial class Containment
{
    private IEnumerable<Ranked> Things(bool done) =>
        from last in _graph.LastThings
        let began = Began(last.Id)
        where began is not null && !IsToldByPublic(last.Id)
        let step = Said(began, last)
        where step.Done == done
        select new Ranked(Rank(began.Known), last.Call.Time, last.Id, step);

    // The last call that began it, by somebody of the chain.
    private ThingEvent? Began(string thing) => _things[thing].LastOrDefault(t => t.Begins && IsOurs(t.Actor));

    // Whom a policy or a share lets in is judged once, by the letter Public; what was made with it is a thing of its own.
    private bool IsToldByPublic(string thing) =>
        _things[thing]
            .Any(t =>
                t is { Begins: true, Known: { Edge: "trusted", Whole: false } }
                && IsOurs(t.Actor)
                && _openings.Contains(t.Call.Id)
            );

    private ContainmentStep Said(ThingEvent began, ThingEvent last)
    {
        if (!last.Begins)
        {
            return Finished(
                $"{What(began)}: {began.Call.Name}{At(began)}{In(began.Text.Account)}; ended by {last.Call.Name}{At(last)} by {By(last.Actor)}.",
                [last.Call.Id, began.Call.Id]
            );
        }

        if (HolderOf(last.Id) is { } holder && _graph.DenialOf(holder) is { } denied)
        {
            return Finished(
                $"{What(began)}: {began.Call.Name}{At(began)}{In(began.Text.Account)}; {Denied(denied)}.",
                [denied.Call.Id, began.Call.Id]
            );
        }

        // What the chain made stays its own, whatever others put on it, and an entry is not taken over; else who set it last did.
        var since = _things[last.Id].Reverse().TakeWhile(t => t.Begins).ToList();
        var made = since.Find(t => t.Known.Whole && IsOurs(t.Actor));
        var newest = since.Find(t => !t.Known.Again) ?? last;
        return made is null && began.Known.Edge != "entered" && !IsOurs(newest.Actor)
                ? Finished(
                    $"{What(began)}: {began.Call.Name}{At(began)}{In(began.Text.Account)}; changed since by {newest.Call.Name}{At(newest)} by {By(newest.Actor)}: compare what it put there.",
                    [newest.Call.Id, began.Call.Id]
                )
            : made is not null && began.Known.Contain is null ? Open(made)
            : Open(began);
    }

    // The user or role that a thing is, or is a credential of.
    private string? HolderOf(string thing) =>
        _graph.Nodes.TryGetValue(thing, out var node) ? LineageGraph.OwnerOf(node) ?? thing : null;

    private ContainmentStep Open(ThingEvent thing)
    {
        var known = thing.Known;
        var template =
            known.ContainAll is not null && thing.Text.Policy.Value is { WithoutOutsiders: null }
                ? known.ContainAll
                : known.Contain;
        var holes = template is null ? null : thing.Text.Holes(template, thing.To, thing.Index);
        var command = holes is null
            ? null
            : CommandTemplate.Fill(template!, hole => holes.GetValueOrDefault($"{{{hole}}}"));
        return Step(
            $"{What(thing)}: {thing.Call.Name}{At(thing)} by {By(thing.Actor)}{In(thing.Text.Account)}; nothing in the log undoes it.",
            command,
            command is null ? null : known.Breaks,
            thing.Text.Account,
            [thing.Call.Id]
        );
    }

    // What the thing is, in words: the id alone, or what of it.
    private string What(ThingEvent thing)
    {
        var hash = thing.Id.IndexOf('#');
        var (id, part) = hash < 0 ? (thing.Id, "") : (thing.Id[..hash], thing.Id[(hash + 1)..]);
        var (kind, name) = part.IndexOf('/') is >= 0 and var slash ? (part[..slash], part[(slash + 1)..]) : (part, "");
        var of = Names.Label(id);
        var let = Wording.Listed(thing.Text.Policy.Value?.LetsIn.Select(o => _graph.Label(o)) ?? []);
        return kind switch
        {
            "" when thing.Known.Resource.Count > 0 =>
                $"The rule {id} of {thing.Text.One(thing.Known.Resource[0])}, open to everybody",
            "" => _graph.Nodes.TryGetValue(id, out var node) ? Upper(TrackName(node)) : Upper(of),
            "password" => $"The password of {of}",
            "shared" =>
                $"The sharing of {of} with {(Names.IsAccount(name) ? $"account {name}" : $"everybody ({name})")}",
            "url" => $"The URL of {of}, which asks for no login",
            "statement" => $"The statement {name} in the policy of {of}",
            "trust" => $"The trust policy of {of}, which lets in {let}",
            "policy" when thing.Known.Resource.Count > 0 => $"The policy of {of}, which lets in {_graph.Label(name)}",
            "policy" => $"The inline policy {name} of {of}",
            "attached" => $"The policy {name[(name.LastIndexOf('/') + 1)..]} attached to {of}",
            "group" => $"The membership of {of} in group {name}",
            "version" => $"The version {name} of {of}",
            _ => $"The {part} of {of}",
        };
    }

    private static string Upper(string text) =>
        text.StartsWith("i-", StringComparison.Ordinal) || text.StartsWith("arn:", StringComparison.Ordinal)
            ? $"The workload {text}"
            : char.ToUpperInvariant(text[0]) + text[1..];

    private static string TrackName(LineageNode node) =>
        Names.IsLongLivedKey(node.Id) ? $"the key {node.Id} of {Names.Label(node.Principal ?? "an unknown user")}"
        : node.Named is { } named ? $"{named} ({node.Id})"
        : node.Label;

    // Keys and users, then passwords and providers, then trust, workloads, privileges.
    private static int Rank(KnownCall known) =>
        (known.Edge, known.Call) switch
        {
            ("created", "CreateAccessKey" or "UpdateAccessKey") => 0,
            ("created", "CreateUser") => 1,
            ("created", _) => 2,
            ("trusted", _) => 3,
            ("carried", _) => 4,
            ("entered", _) => 5,
            _ => 6,
        };
}
