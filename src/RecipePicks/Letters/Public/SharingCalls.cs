using RecipePicks.Engines;
using RecipePicks.State;

namespace RecipePicks.Letters;

/// <summary>The calls that open resources to others, or close them again, over all of the evidence.</summary>
/// <param name="calls">The calls, by time.</param>
/// <param name="byLead">eventIDs of those that the lead made.</param>
internal sealed class SharingCalls(IReadOnlyList<StateCall> calls, IReadOnlySet<string> byLead)
{
    /// <summary>How many are read at most.</summary>
    public const int Most = 100_000;

    // An object that is written with an ACL is the object and its ACL in one call.
    private static readonly HashSet<string> WritesWithAcl = ["PutObject", "CopyObject", "CreateMultipartUpload"];

    private ILookup<string, StateCall>? _byId;

    /// <summary>The question.</summary>
    public static Question Question { get; } = Question.Load("Public/sharing-calls");

    /// <summary>Whether there are more than were read.</summary>
    public bool IsCapped => calls.Count >= Most;

    /// <summary>What they make of the resources.</summary>
    public IReadOnlyList<ResourceHistory> Histories { get; } = Replay.Of(calls);

    /// <summary>Reads them.</summary>
    public static SharingCalls Of(Inquiry inquiry)
    {
        var byLead = new HashSet<string>();
        var calls = inquiry.Ask(
            Question,
            inquiry.Party.Parameters,
            row =>
            {
                if (row.Text("bylead") == "true")
                {
                    byLead.Add(row.Text("eventid") ?? "");
                }

                return One(row);
            },
            Most
        );
        return new SharingCalls([.. calls.OfType<StateCall>()], byLead);
    }

    /// <summary>Whether the lead made a call.</summary>
    public bool IsByLead(StateCall? call) => call is not null && byLead.Contains(call.EventId);

    /// <summary>A call with its request and response, which replay lets go of.</summary>
    public StateCall? Whole(StateCall? call) =>
        call is null ? null : (_byId ??= calls.ToLookup(c => c.EventId))[call.EventId].FirstOrDefault() ?? call;

    /// <summary>A row of calls that took effect, as replay takes it; null without a time.</summary>
    public static StateCall? One(QueryRow row) =>
        StateRows.Call(
            row,
            row.Text("eventname") is { } name && WritesWithAcl.Contains(name) ? "PutObjectAcl" : row.Text("eventname"),
            row.Text("arn") ?? row.Text("principalid") ?? row.Text("invokedby"),
            error: null
        );
}
