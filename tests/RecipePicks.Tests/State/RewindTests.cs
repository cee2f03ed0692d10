using FsCheck;
using FsCheck.Fluent;
using RecipePicks.State;
using Replay = RecipePicks.State.Replay;

namespace RecipePicks.Tests.State;

/// <summary>
/// Random calls on a resource that is played beside: wherever replay calls a value exact, it is the value that stood
/// there, looked at from the start or from the end.
/// </summary>
public sealed class RewindTests
{
    private const int Minutes = 59;
    private static readonly string[] s_members = ["a", "b", "c"];

    private static readonly Gen<(string Kind, string Member)[]> s_calls = Gen.Elements(
            "add",
            "remove",
            "set",
            "unset",
            "trust",
            "reset"
        )
        .SelectMany(kind => Gen.Elements(s_members), (kind, member) => (kind, member))
        .ArrayOf()
        .Where(calls => calls.Length < Minutes - 2);

    private static readonly Gen<string[]> s_start = Gen.SubListOf(s_members).Select(m => m.ToArray());

    [Fact]
    public void Replaying_and_rewinding_any_calls_returns_to_the_start_where_it_is_exact() =>
        Check(
            (start, played, calls) =>
            {
                var end = played[^1];
                var rewound = Replay.Of(calls, [Shown(Minutes, end)]).Single();
                return AgreesWith(rewound, played) && AgreesWith(Replay.Of(calls, [Shown(0, start)]).Single(), played);
            }
        );

    [Fact]
    public void From_a_known_start_everything_is_known_at_the_end() =>
        Check(
            (start, played, calls) =>
            {
                var history = Replay.Of(calls, [Shown(0, start)]).Single();
                return Values(history, Story.Time(Minutes)).SetEquals(played[^1]);
            }
        );

    [Fact]
    public void From_the_end_alone_what_no_call_touched_is_known_at_the_start() =>
        Check(
            (start, played, calls) =>
            {
                var history = Replay.Of(calls, [Shown(Minutes, played[^1])]).Single();
                var touched = history
                    .Spans.Where(s => s.Since is not null)
                    .Select(s => Key(s.Path, s.Member))
                    .ToHashSet();
                return start
                    .Where(v => !touched.Contains(v.Split('=')[0]))
                    .All(Values(history, Story.Time(0)).Contains);
            }
        );

    private static void Check(Func<HashSet<string>, List<HashSet<string>>, List<StateCall>, bool> holds) =>
        Prop.ForAll(
                (from start in s_start from calls in s_calls select (start, calls)).ToArbitrary(),
                run =>
                {
                    var state = run.start.Select(m => $"attached[{m}]=\"{m}\"").ToHashSet();
                    var start = new HashSet<string>(state);
                    var (played, calls) = (new List<HashSet<string>> { start }, new List<StateCall>());
                    foreach (var (kind, member) in run.calls)
                    {
                        if (Play(state, kind, member, calls.Count + 1) is { } call)
                        {
                            calls.Add(call);
                            played.Add([.. state]);
                        }
                    }

                    return holds(start, played, calls);
                }
            )
            .QuickCheckThrowOnFailure();

    // What IAM does: it lets a policy be attached twice, and refuses to take away what is not there.
    private static StateCall? Play(HashSet<string> state, string kind, string member, int minute)
    {
        var (attached, inline) = ($"attached[{member}]=\"{member}\"", $"inline[{member}]=");
        switch (kind)
        {
            case "add":
                state.Add(attached);
                return Role(minute, "AttachRolePolicy", new { roleName = "r", policyArn = member });
            case "remove":
                return state.Remove(attached)
                    ? Role(minute, "DetachRolePolicy", new { roleName = "r", policyArn = member })
                    : null;
            case "set":
                state.RemoveWhere(v => v.StartsWith(inline, StringComparison.Ordinal));
                state.Add($"{inline}{{\"Version\":\"{minute}\"}}");
                return Role(
                    minute,
                    "PutRolePolicy",
                    new
                    {
                        roleName = "r",
                        policyName = member,
                        policyDocument = $"{{\"Version\":\"{minute}\"}}",
                    }
                );
            case "unset":
                return state.RemoveWhere(v => v.StartsWith(inline, StringComparison.Ordinal)) > 0
                    ? Role(minute, "DeleteRolePolicy", new { roleName = "r", policyName = member })
                    : null;
            case "trust":
                state.RemoveWhere(v => v.StartsWith("trust=", StringComparison.Ordinal));
                state.Add($"trust={{\"Version\":\"{member}\"}}");
                return Role(
                    minute,
                    "UpdateAssumeRolePolicy",
                    new { roleName = "r", policyDocument = $"{{\"Version\":\"{member}\"}}" }
                );
            default:
                // A call that failed.
                return Role(minute, "DeleteRole", new { roleName = "r" }) with { Error = "DeleteConflict" };
        }
    }

    private static StateCall Role(int minute, string name, object request) => Story.Call(minute, "iam", name, request);

    // The state as AWS Config would show it.
    private static StateDocument Shown(int minute, HashSet<string> state)
    {
        var attached = Of("attached[").Select(v => $"{{\"policyArn\":{v.Value}}}");
        var inline = Of("inline[").Select(v => $"{{\"policyName\":\"{v.Key}\",\"policyDocument\":{v.Value}}}");
        var trust = state.FirstOrDefault(v => v.StartsWith("trust=", StringComparison.Ordinal));
        return Story.Item(
            minute,
            "AWS::IAM::Role",
            "r",
            $"{{\"attachedManagedPolicies\":[{string.Join(',', attached)}],\"rolePolicyList\":[{string.Join(',', inline)}]"
                + (trust is null ? "" : $",\"assumeRolePolicyDocument\":{trust[6..]}")
                + "}"
        );

        IEnumerable<(string Key, string Value)> Of(string path) =>
            state
                .Where(v => v.StartsWith(path, StringComparison.Ordinal))
                .Select(v => (v[path.Length..v.IndexOf(']')], v[(v.IndexOf('=') + 1)..]));
    }

    private static bool AgreesWith(ResourceHistory history, List<HashSet<string>> played) =>
        history
            .Spans.Where(s => s.Path.Length > 0 && s.Member != "*" && s.Certainty == Certainty.Exact)
            .All(s =>
                Enumerable
                    .Range(0, played.Count)
                    .Where(i => s.Holds(Story.Time(i).AddSeconds(1)))
                    .All(i => IsSo(s, played[i]))
            );

    private static bool IsSo(StateSpan span, HashSet<string> state)
    {
        var key = Key(span.Path, span.Member) + "=";
        var value = state.FirstOrDefault(v => v.StartsWith(key, StringComparison.Ordinal))?[key.Length..];
        return span.Value.Known switch
        {
            StateKnown.Absent => value is null,
            StateKnown.Present => value is not null,
            StateKnown.Value => value == span.Value.Json,
            _ => true,
        };
    }

    private static HashSet<string> Values(ResourceHistory history, DateTime at) =>
        [
            .. history
                .At(at)
                .Where(s => s.Path.Length > 0 && s.Value.Known == StateKnown.Value)
                .Select(s => $"{Key(s.Path, s.Member)}={s.Value.Json}"),
        ];

    private static string Key(string path, string? member) => member is null ? path : $"{path}[{member}]";
}
