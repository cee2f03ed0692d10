using RecipePicks.State;

namespace RecipePicks.Letters;

/// <summary>What is known of resources at a time, a row a value.</summary>
internal static class StateTable
{
    private static readonly string[] s_columns =
    [
        .. new[] { "path", "value", "certainty", "since", "eventid", "eventname", "from", "resource", "resourcetype" },
        .. new[] { "value_is", "file", "record" },
    ];

    /// <summary>The table <c>configuration</c>.</summary>
    /// <param name="histories">The resources.</param>
    /// <param name="at">The time, UTC.</param>
    public static AnswerTable Of(IReadOnlyList<ResourceHistory> histories, DateTime at) =>
        new("configuration", s_columns, [.. histories.SelectMany(h => Standing(h, at).Select(s => Row(h, s)))]);

    /// <summary>The documents behind it, as the table <c>documents</c>; none when there is no document.</summary>
    public static IEnumerable<AnswerTable> Documents(IReadOnlyList<ResourceHistory> histories)
    {
        var rows = histories
            .SelectMany(h => h.Documents.Select(d => (History: h, Document: d)))
            .Select(p =>
                (IReadOnlyList<object?>)
                    [
                        p.History.Resource.Id,
                        p.Document.Form,
                        p.Document.Time is { } time ? TimeWindow.Format(time) : null,
                        p.Document.Status,
                        p.Document.File,
                        p.Document.Record,
                    ]
            )
            .ToList();
        if (rows.Count > 0)
        {
            yield return new("documents", ["resource", "form", "capturetime", "status", "file", "record"], rows);
        }
    }

    /// <summary>
    /// What is known at a time: of a resource that is gone, only that; of one of which nothing is known but what it no
    /// longer holds, that.
    /// </summary>
    public static IReadOnlyList<StateSpan> Standing(ResourceHistory history, DateTime at)
    {
        var all = history.At(at);
        IReadOnlyList<StateSpan> standing = all.Any(s => s is { Path: StatePath.Existence, Value.IsThere: false })
            ? [.. all.Where(s => s.Path.Length == 0)]
            : [.. all.Where(s => s.Value.IsThere || s.Member is null or StatePath.Others)];
        return standing.Count > 0 ? standing : all;
    }

    private static IReadOnlyList<object?> Row(ResourceHistory history, StateSpan span) =>
        [
            StatePath.Full(history.Resource, span.Path, span.Member),
            ChangeTable.Cell(span.Value) ?? (span.Member == StatePath.Others ? "no others" : null),
            ChangeTable.Surely(span.Certainty),
            span.From is { } from ? TimeWindow.Format(from) : null,
            span.Since?.EventId,
            span.Since?.Name,
            From(span),
            history.Resource.Id,
            history.Resource.Type,
            ChangeTable.Word(span.Value.Known),
            span.Document?.File,
            span.Document?.Record,
        ];

    /// <summary>Where a value is from, in a word.</summary>
    public static string From(StateSpan span) =>
        span.Document is { Form: "config" } ? "AWS Config item"
        : span.Document is not null ? "AWS CLI document"
        : "replay";
}
