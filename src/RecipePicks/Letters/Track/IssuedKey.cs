using RecipePicks.Engines;
using RecipePicks.Lineage;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>A key as the call that issued it tells it.</summary>
/// <param name="At">When, UTC; null when the record does not say.</param>
/// <param name="Call">Which call.</param>
/// <param name="Service">The AWS service that called; null when it was somebody else.</param>
/// <param name="Holder">The ARN of the session, or the name of the user; null when the record does not say.</param>
/// <param name="Expires">When it expires, UTC; null when it does not, or the record does not say.</param>
/// <param name="EventId">The event.</param>
internal sealed record IssuedKey(
    DateTime? At,
    string Call,
    string? Service,
    string? Holder,
    DateTime? Expires,
    string EventId
)
{
    private static readonly Question s_question = Question.Load("Track/keys-issued");

    /// <summary>Finds the calls that issued keys, in all of the evidence.</summary>
    /// <param name="inquiry">The inquiry.</param>
    /// <param name="keys">The keys.</param>
    public static IReadOnlyDictionary<string, IssuedKey> Of(Inquiry inquiry, IReadOnlyCollection<string> keys) =>
        keys.Count == 0
            ? new Dictionary<string, IssuedKey>()
            : inquiry
                .AskAlways(s_question, new Callers { Keys = [.. keys.Order(StringComparer.Ordinal)] }.Parameters)
                .Rows.DistinctBy(r => r.Text("accesskeyid"))
                .ToDictionary(r => r.Text("accesskeyid")!, Of, StringComparer.Ordinal);

    /// <summary>How it came to be, in words.</summary>
    public string Words =>
        $"{Service ?? "a caller"} got it with {Call}{(At is { } at ? $" at {TimeWindow.Format(at)}" : "")}"
        + $"{(Holder is null ? "" : $" for {Who.Short(Holder)}")}{(Expires is { } end ? $"; it expires at {TimeWindow.Format(end)}" : "")}";

    private static IssuedKey Of(QueryRow row) =>
        new(
            TimeWindow.Parse(row.Text("eventtime")),
            row.Text("eventname") ?? "",
            row.Text("type") == "AWSService" ? row.Text("service") : null,
            row.Text("holder"),
            Issue.Expiration(row.Text("expiration")),
            row.Text("eventid") ?? ""
        );
}
