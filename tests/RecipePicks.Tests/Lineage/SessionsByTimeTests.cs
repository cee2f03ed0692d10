using FsCheck;
using FsCheck.Fluent;
using RecipePicks.Lineage;

namespace RecipePicks.Tests.Lineage;

public sealed class SessionsByTimeTests
{
    private static readonly DateTime s_noon = new(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Those_between_two_times_are_found_as_by_looking_at_each() =>
        Prop.ForAll<int[], int, int>(
                (minutes, from, length) =>
                {
                    SessionGroup[] groups =
                    [
                        .. minutes.Select((m, i) => Created($"{i}", m % 7 == 0 ? null : s_noon.AddMinutes(m % 50))),
                    ];
                    var (first, last) = (s_noon.AddMinutes(from % 60), s_noon.AddMinutes((from % 60) + (length % 60)));
                    var sorted = new SessionsByTime(groups);

                    Assert.Equal(
                        groups.Where(g => first <= g.Created && g.Created <= last).OrderBy(g => g.Created),
                        sorted.Between(first, last)
                    );
                    Assert.Equal(groups.Where(g => g.Created is null), sorted.Undated);
                    Assert.Equal(groups.Length, sorted.All.Distinct().Count());
                }
            )
            .QuickCheckThrowOnFailure();

    private static SessionGroup Created(string id, DateTime? at) =>
        new() { UniqueId = id, CreatedText = at is { } time ? TimeWindow.Format(time) : "" };
}
