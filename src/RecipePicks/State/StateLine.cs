namespace RecipePicks.State;

/// <summary>One value over time.</summary>
internal sealed class StateLine
{
    private readonly StateResource _resource;
    private readonly string _path;
    private readonly string? _member;
    private readonly List<StatePoint> _points;

    /// <summary>Works it out.</summary>
    /// <param name="resource">Whose value.</param>
    /// <param name="path">Which.</param>
    /// <param name="member">Its member; null for a single value.</param>
    /// <param name="points">What is said of it, by time.</param>
    public StateLine(StateResource resource, string path, string? member, List<StatePoint> points)
    {
        (_resource, _path, _member, _points) = (resource, path, member, points);
        for (var at = -1; at < points.Count; )
        {
            var next = points.FindIndex(at + 1, p => p.Evidence.Call is not null);
            next = next < 0 ? points.Count : next;
            Between(at, next);
            at = next;
        }
    }

    /// <summary>What calls changed.</summary>
    public List<StateChange> Changes { get; } = [];

    /// <summary>The value, stretch by stretch.</summary>
    public List<StateSpan> Spans { get; } = [];

    /// <summary>What no call explains.</summary>
    public List<StateDrift> Drifts { get; } = [];

    // From one call that changes the value to the next: what either says of it, and the documents in between.
    private void Between(int from, int to)
    {
        var since = from < 0 ? null : _points[from].Evidence.Call;
        var until = to < _points.Count ? _points[to] : null;
        var seen = _points.GetRange(from + 1, to - from - 1);
        var value = from < 0 ? default : _points[from].After;
        var isDeferred = from >= 0 && _points[from].IsDeferred;
        if (isDeferred && value.Known == StateKnown.Unknown)
        {
            // What stood goes on until the maintenance window, and of that the log does not tell.
            var told = _points[from].Before;
            value =
                told.Known != StateKnown.Unknown ? told
                : Spans is [.., var last] ? last.Value
                : told;
        }

        var sure = isDeferred || IsUnordered(from) ? Certainty.Ambiguous : Certainty.Exact;
        var first = seen.Find(s => s.After.Known != StateKnown.Unknown);
        StateDocument? document = null;
        if (
            value.Known is StateKnown.Unknown or StateKnown.Present
            && first is not null
            && !isDeferred
            && (value.Known == StateKnown.Unknown || first.After.IsThere)
        )
        {
            (value, document) = (first.After, first.Evidence.Document);
        }
        else if (value.Known == StateKnown.Unknown && until is not null)
        {
            value = until.Before;
        }

        var start = since?.Time;
        foreach (var shows in seen)
        {
            if (
                Differs(value, shows.After)
                || (isDeferred && document is null && shows.After.Known != StateKnown.Unknown)
            )
            {
                var time = shows.Evidence.Document!.Time;
                var settles = since is not null && (isDeferred || Transition.Settles(_path, value, shows.After));
                Add(new(_path, _member, start, time, value, Sure(document, sure), since, null, document));
                if (!settles)
                {
                    Drifts.Add(new(_resource, _path, _member, value, shows.After, shows.Evidence.Document));
                }

                (value, document, start, since) = (shows.After, shows.Evidence.Document, time, settles ? since : null);
            }
        }

        Add(
            new(
                _path,
                _member,
                start,
                until?.Evidence.Call!.Time,
                value,
                Sure(document, sure),
                since,
                until?.Evidence.Call,
                document
            )
        );
        if (until is not null)
        {
            Change(until, value, Sure(document, sure), IsUnordered(to));
        }
    }

    private void Change(StatePoint point, StateValue stood, Certainty certainty, bool isUnordered)
    {
        // What the call itself tells of the value before is nearer than what was known until then.
        var told = point.Before;
        var before =
            told.Known == StateKnown.Unknown || (told.Known == StateKnown.Present && stood.IsThere) ? stood : told;
        var gone = before.IsThere && point.After.Known == StateKnown.Absent && point.Kind is "reset" or "replace";
        if (
            (point.IsNamed || gone)
            && point.After.Known != StateKnown.Unknown
            && (point.After.Known == StateKnown.NotLogged || !IsSame(before, point.After))
            // What a call puts in the place of something else tells nothing when nobody knows of any.
            && (point.Kind != "displace" || before.IsThere)
        )
        {
            Changes.Add(
                new(
                    _resource,
                    _path,
                    _member,
                    before,
                    point.After,
                    isUnordered ? Certainty.Ambiguous
                        : before == stood && before.Known != StateKnown.Unknown ? certainty
                        : Certainty.Exact,
                    point.Kind,
                    point.Evidence.Call!
                )
                {
                    Turn = point.Evidence.Turn,
                    IsDeferred = point.IsDeferred,
                }
            );
        }
    }

    private void Add(StateSpan span)
    {
        // What is there already and is given again stays there since the first time.
        if (
            Spans is [.., var last]
            && last.To == span.From
            && span.Value.IsThere
            && IsSame(last.Value, span.Value)
            && !_points.Exists(p => p.IsDeferred && p.Evidence.Call == span.Since)
        )
        {
            Spans[^1] = last with { To = span.To, Until = span.Until };
        }
        else
        {
            Spans.Add(span);
        }
    }

    private static Certainty Sure(StateDocument? document, Certainty sure) =>
        document is null ? sure
        : document.Time is null ? Certainty.Inferred
        : Certainty.Exact;

    // Of two calls of one second that say different things either may have been the last; but what makes the whole resource
    // comes before, and what deletes it after.
    private bool IsUnordered(int at) => at >= 0 && at < _points.Count && (Contradicts(at, -1) || Contradicts(at, 1));

    private bool Contradicts(int at, int step)
    {
        var point = _points[at];
        for (
            var i = at + step;
            i >= 0 && i < _points.Count && _points[i].Evidence.Time == point.Evidence.Time;
            i += step
        )
        {
            if (Says(point) && Says(_points[i]) && !IsSame(point.After, _points[i].After))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Says(StatePoint point) =>
        point.Evidence.Call is not null
        && point.After.Known != StateKnown.Unknown
        && point.IsNamed
        && !StateOrder.Tells(point.Evidence);

    private static bool Differs(StateValue one, StateValue other) =>
        one.Known is StateKnown.Absent or StateKnown.Value or StateKnown.Present
        && other.Known is StateKnown.Absent or StateKnown.Value
        && (one.IsThere != other.IsThere || (one.Json is { } a && other.Json is { } b && !StateJson.Same(a, b)));

    private static bool IsSame(StateValue one, StateValue other) =>
        one.Known == other.Known
        && (one.Json == other.Json || (one.Json is { } a && other.Json is { } b && StateJson.Same(a, b)));
}
