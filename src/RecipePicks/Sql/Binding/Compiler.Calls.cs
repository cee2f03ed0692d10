using RecipePicks.Sql.Functions;
using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Binding;

/// <content>Calls: the function that fits the arguments, of our own lists alone.</content>
internal sealed partial class Compiler
{
    private Bound BindCall(Call call, Scope scope)
    {
        if (call.Over is null && Special(call, scope) is { } special)
        {
            return special;
        }

        var kind = FunctionTable.KindOf(call.Name);
        if (kind is null)
        {
            throw Error(
                call,
                UnknownFunctions.Names.Contains(call.Name, StringComparer.OrdinalIgnoreCase)
                    ? $"Trino's function {call.Name} is not known here"
                    : $"there is no function {call.Name}",
                FunctionTable.Instead(call.Name)
                    ?? Nearest.Of(call.Name, FunctionTable.Names)
                    ?? "picks sql 'SHOW FUNCTIONS' lists them."
            );
        }

        if (
            kind == FunctionKind.Scalar
            && (
                call.Over is not null || call.Filter is not null || call.Distinct || call.Star || call.OrderBy.Count > 0
            )
        )
        {
            throw Error(call, $"{call.Name} is no aggregate: DISTINCT, FILTER, ORDER BY and OVER do not go with it");
        }

        if (kind == FunctionKind.Window && call.Over is null)
        {
            throw Error(call, $"{call.Name} needs OVER (…)", $"Write {call.Name}(…) OVER (PARTITION BY … ORDER BY …)");
        }

        return kind == FunctionKind.Scalar
            ? BindFunction(call, scope, "", "", "")
            : BindAggregate(call, kind.Value, scope);
    }

    private Bound BindAggregate(Call call, FunctionKind kind, Scope scope)
    {
        var state = _selecting ?? throw Error(call, $"{call.Name} cannot stand here");
        var isWindow = call.Over is not null;
        if (state.Clause is { } clause)
        {
            throw Error(
                call,
                $"{call.Name} cannot stand in {clause}",
                clause == "WHERE" && !isWindow
                    ? "Conditions on aggregates stand in HAVING."
                    : "Put the query into WITH, and use its column."
            );
        }

        if (state.InAggregate && !isWindow)
        {
            throw Error(call, "an aggregate cannot hold another", "Put the inner one into WITH.");
        }

        var (loose, inside) = (state.Loose.Count, state.InAggregate);
        state.Aggregates |= !isWindow;
        state.InAggregate = inside || !isWindow;
        var filter = call.Filter is null ? "" : $" FILTER (WHERE {BindCondition(call.Filter, scope, "FILTER").Sql})";
        var order =
            call.OrderBy.Count == 0
                ? ""
                : " ORDER BY " + string.Join(", ", call.OrderBy.Select(o => Bind(o.Of, scope).Sql + Direction(o)));
        state.InAggregate = inside;
        var over = call.Over is null ? "" : " OVER " + Over(call.Over, scope, state);
        state.InAggregate = inside || !isWindow;
        var nulls = call.IgnoreNulls == true && kind == FunctionKind.Window ? " IGNORE NULLS" : "";
        var bound = BindFunction(call, scope, call.Distinct ? "DISTINCT " : "", order + nulls, filter + over);
        state.InAggregate = inside;
        if (!isWindow && state.Loose.Count > loose)
        {
            state.Loose.RemoveRange(loose, state.Loose.Count - loose);
        }

        return bound;
    }

    private string Over(WindowSpec spec, Scope scope, Selecting state)
    {
        if (spec is { Name: { } name, PartitionBy.Count: 0, OrderBy.Count: 0, Frame: null })
        {
            return state.Windows.GetValueOrDefault(name.Text) ?? throw Error(name, $"there is no window {name.Text}");
        }

        return BindWindow(spec, scope);
    }

    private string BindWindow(WindowSpec spec, Scope scope)
    {
        var parts = new List<string>();
        if (spec.Name is { } name)
        {
            parts.Add(
                _selecting!.Windows.GetValueOrDefault(name.Text) ?? throw Error(name, $"there is no window {name.Text}")
            );
        }

        if (spec.PartitionBy.Count > 0)
        {
            parts.Add("PARTITION BY " + string.Join(", ", spec.PartitionBy.Select(e => Bind(e, scope).Sql)));
        }

        if (spec.OrderBy.Count > 0)
        {
            parts.Add("ORDER BY " + string.Join(", ", spec.OrderBy.Select(o => Bind(o.Of, scope).Sql + Direction(o))));
        }

        if (spec.Frame is { } frame)
        {
            var start = Bound(frame.Start);
            parts.Add(
                frame.End is null ? $"{frame.Unit} {start}" : $"{frame.Unit} BETWEEN {start} AND {Bound(frame.End)}"
            );
        }

        return $"({string.Join(' ', parts)})";

        string Bound(FrameBound bound) =>
            bound.Offset is null ? bound.Kind : $"{Offset(Bind(bound.Offset, scope))} {bound.Kind}";
    }

    /// <summary>How far a frame reaches; intervals are numbers here, and DuckDB wants its own.</summary>
    private static string Offset(Bound offset) =>
        offset.Type.Kind switch
        {
            TypeKind.IntervalDay => $"to_microseconds({offset.Sql})",
            TypeKind.IntervalYear => $"to_months(CAST({offset.Sql} AS INTEGER))",
            _ => offset.Sql,
        };

    private Bound BindFunction(Call call, Scope scope, string distinct, string order, string after)
    {
        var arguments = call.Arguments.Select(a => a is Lambda ? null : Bind(a, scope)).ToList();
        var (function, letters) = Choose(call, arguments);
        var bodies = new Dictionary<int, (Bound Body, int First)>();
        // Functions among the arguments are bound from left to right: one may settle a letter for the next.
        for (var i = 0; i < arguments.Count; i++)
        {
            if (call.Arguments[i] is Lambda lambda)
            {
                var pattern = function.Parameter(i);
                bodies[i] = (BindBody(lambda, pattern, letters, scope, out var first), first);
                if (pattern.Parts[^1].Match(bodies[i].Body.Type, letters) >= TypePattern.Never)
                {
                    throw Error(
                        lambda.Body,
                        $"{call.Name} needs a function that gives {pattern.Parts[^1]}, and this one gives {bodies[i].Body.Type}"
                    );
                }
            }
        }

        var coerced = arguments
            .Select(
                (a, i) =>
                    a is null
                        ? new Bound("", SqlType.Unknown)
                        : Fit(a, function.Parameter(i), letters, call.Arguments[i])
            )
            .ToList();
        var result = function.Result.Resolve(letters);
        var rendering = new Rendering
        {
            Arguments = coerced,
            Result = result,
            Fresh = Fresh,
            Zone = _options.Zone,
            Error = (i, problem, instead) =>
                Error(call.Arguments[Math.Min(i, call.Arguments.Count - 1)], problem, instead),
            Body = (i, names) =>
                Named(
                    Coerce(bodies[i].Body, function.Parameter(i).Parts[^1].Resolve(letters), call.Arguments[i]),
                    bodies[i].First,
                    names
                ),
            Distinct = distinct,
            Order = order,
            After = after,
        };
        function.Check?.Invoke(rendering);
        return new(function.Render(rendering), function.Typed?.Invoke(rendering) ?? rendering.Result);
    }

    private Bound Fit(Bound argument, TypePattern pattern, IReadOnlyDictionary<string, SqlType> letters, Node at)
    {
        var type = pattern.Resolve(letters, argument.Type);
        return argument with
        {
            Sql = Coerce(argument, type, at),
            Type =
                argument.Type.Kind == TypeKind.TimestampTz && type.Kind == TypeKind.TimestampTz ? argument.Type : type,
        };
    }

    /// <summary>How many parameters of functions have been bound; each gets a mark that no text can hold.</summary>
    private int _parameters;

    private static string Mark(int parameter) => $"\0{parameter}\0";

    /// <summary>The parameters' marks made into names of the function's choice.</summary>
    private static string Named(string body, int first, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            body = body.Replace(Mark(first + i), names[i], StringComparison.Ordinal);
        }

        return body;
    }

    private Bound BindBody(
        Lambda lambda,
        TypePattern pattern,
        Dictionary<string, SqlType> letters,
        Scope scope,
        out int first
    )
    {
        first = _parameters;
        _parameters += lambda.Parameters.Count;
        var variables = new Dictionary<string, ScopeColumn>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < lambda.Parameters.Count; i++)
        {
            var name = lambda.Parameters[i].Text;
            variables[name] = new(name, pattern.Parts[i].Resolve(letters), Mark(first + i));
        }

        return Bind(lambda.Body, new Scope(scope) { Variables = variables, IsLambda = true });
    }

    /// <summary>The function that takes the arguments with the least change.</summary>
    private (SqlFunction Function, Dictionary<string, SqlType> Letters) Choose(Call call, List<Bound?> arguments)
    {
        var count = call.Star ? 0 : arguments.Count;
        var all = FunctionTable.Of(call.Name);
        (SqlFunction Function, Dictionary<string, SqlType> Letters)? best = null;
        var least = TypePattern.Never;
        foreach (var function in all.Where(f => f.Takes(count)))
        {
            var letters = new Dictionary<string, SqlType>(StringComparer.Ordinal);
            var cost = 0;
            for (var i = 0; i < count && cost < least; i++)
            {
                var pattern = function.Parameter(i);
                cost += arguments[i] is { } argument
                    ? pattern.IsFunction
                        ? TypePattern.Never
                        : pattern.Match(argument.Type, letters)
                    : pattern.IsFunction && ((Lambda)call.Arguments[i]).Parameters.Count == pattern.Parts.Count - 1
                        ? 0
                        : TypePattern.Never;
            }

            (best, least) = cost < least ? ((function, letters), cost) : (best, least);
        }

        return best ?? throw NoFit(call, arguments, all);
    }

    private SqlTextException NoFit(Call call, List<Bound?> arguments, IReadOnlyList<SqlFunction> all)
    {
        var given = string.Join(", ", arguments.Select(a => a?.Type.ToString() ?? "function"));
        var hint =
            arguments.FirstOrDefault(a => a?.Column is { Name: "eventtime", Type.Kind: TypeKind.Varchar }) is not null
            && all.Any(f => f.Parameters.Any(p => p.Name is "D" or "timestamp" or "timestamptz"))
                ? "eventtime is text: write from_iso8601_timestamp(eventtime)"
                : $"It takes {string.Join(", or ", all.Take(4).Select(f => f.ToString()))}";
        return Error(call, $"{call.Name} does not take ({given})", hint);
    }
}
