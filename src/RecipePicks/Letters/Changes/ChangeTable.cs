using RecipePicks.State;

namespace RecipePicks.Letters;

/// <summary>Changes as the contract's table <c>states</c>, a row a value.</summary>
internal static class ChangeTable
{
    private static readonly string[] Columns =
    [
        .. new[]
        {
            "time",
            "path",
            "before",
            "after",
            "eventid",
            "certainty",
            "resource",
            "eventname",
            "arn",
            "accesskeyid",
        },
        .. new[] { "sourceipaddress", "before_is", "after_is", "diff", "resourcetype", "account", "region", "kind" },
    ];

    /// <summary>
    /// The rows by time. <c>before</c> and <c>after</c> hold values alone: where one is null, <c>before_is</c> and
    /// <c>after_is</c> say whether there was none or it is not known.
    /// </summary>
    public static AnswerTable Of(IReadOnlyList<StateChange> changes) =>
        new("states", Columns, [.. changes.Select(Row)]);

    /// <summary>What documents show that no call explains; no table when there is nothing.</summary>
    public static IEnumerable<AnswerTable> Of(IReadOnlyList<StateDrift> drifts)
    {
        if (drifts.Count > 0)
        {
            yield return new(
                "unexplained",
                ["time", "path", "before", "after", "resource", "file", "record", "diff"],
                [
                    .. drifts.Select(d =>
                        (IReadOnlyList<object?>)
                            [
                                d.Seen.Time is { } time ? TimeWindow.Format(time) : null,
                                d.FullPath,
                                Cell(d.Before),
                                Cell(d.After),
                                d.Resource.Id,
                                d.Seen.File,
                                d.Seen.Record,
                                string.Join("; ", StateDiff.Of(d)),
                            ]
                    ),
                ]
            );
        }
    }

    /// <summary>How much of a value is known, in a word.</summary>
    public static string Word(StateKnown known) =>
        known switch
        {
            StateKnown.Absent => "none",
            StateKnown.Present => "present",
            StateKnown.NotLogged => "not-logged",
            StateKnown.Value => "value",
            _ => "unknown",
        };

    /// <summary>A value in a cell; null where there is none, or none is known.</summary>
    public static string? Cell(StateValue value) =>
        value.Known is StateKnown.Unknown or StateKnown.Absent ? null : StateDiff.Words(value);

    private static IReadOnlyList<object?> Row(StateChange c) =>
        [
            TimeWindow.Format(c.Call.Time),
            c.FullPath,
            Cell(c.Before),
            Cell(c.After),
            c.Call.EventId,
            Surely(c.Certainty),
            c.Resource.Id,
            c.Call.Name,
            c.Call.Caller,
            c.Call.AccessKeyId,
            c.Call.Address,
            Word(c.Before.Known),
            Word(c.After.Known),
            string.Join("; ", StateDiff.Of(c)),
            c.Resource.Type,
            c.Resource.Account,
            c.Resource.Region,
            c.Kind,
        ];

    /// <summary>The contract's word for a certainty.</summary>
    public static string Surely(Certainty certainty) => certainty.ToString().ToLowerInvariant();
}
