using FsCheck;
using FsCheck.Fluent;
using RecipePicks.Sources.Trails;

namespace RecipePicks.Tests.Sources.Trails;

/// <summary>Which prefixes of a trail's bucket are listed, and which objects taken.</summary>
public sealed class TrailPlanTests
{
    private static readonly DateTime s_first = new(2024, 2, 25, 0, 0, 0, DateTimeKind.Utc);
    private static readonly string[] s_accounts = ["111122223333", "444455556666", "777788889999"];
    private static readonly string[] s_regions = ["eu-west-1", "us-east-1", "us-gov-west-1"];
    private static readonly string[] s_roots =
    [
        "AWSLogs/",
        "AWSLogs/o-abcdefghij/",
        "some/where/AWSLogs/",
        "o-abcdefghij/AWSLogs/o-abcdefghij/",
    ];

    /// <summary>A delivered object, and an event in it.</summary>
    private sealed record Delivered(string Root, string Account, string Region, DateTime Event, DateTime Time)
    {
        public string Key =>
            $"{Root}{Account}/CloudTrail/{Region}/{Time:yyyy/MM/dd}/"
            + $"{Account}_CloudTrail_{Region}_{Time:yyyyMMdd'T'HHmm'Z'}_0123456789abcdef.json.gz";
    }

    [Fact]
    public void Every_wanted_event_is_found_and_no_needless_prefix_is_listed() =>
        Prop.ForAll(
                Arb.From(from objects in Object().ArrayOf(30) from scope in Scope() select (objects, scope)),
                given => Holds(given.objects, given.scope)
            )
            .QuickCheckThrowOnFailure();

    private static void Holds(Delivered[] objects, TrailScope scope)
    {
        var keys = objects.Select(o => o.Key).Distinct().ToList();
        var bucket = new PretendBucket([.. keys, .. keys.Select(Elsewhere)]);

        var taken = bucket.Walk(new TrailPlan(scope), "");

        foreach (var wanted in objects.Where(o => IsWanted(o, scope)))
        {
            Assert.Contains(wanted.Key, taken);
        }

        Assert.All(taken, key => Assert.DoesNotContain("-Digest", key));
        foreach (var place in bucket.Listed.Select(TrailPrefix.Of))
        {
            Assert.True(place.Account is null || scope.TakesAccount(place.Account));
            Assert.True(place.Region is null || scope.TakesRegion(place.Region));
            if (place.Level >= TrailLevel.Year)
            {
                Assert.True(scope.Window.To is not { } to || place.First <= to + TrailScope.Lag);
                Assert.True(scope.Window.From is not { } from || place.Next >= from - TrailScope.Skew);
            }
        }
    }

    private static string Elsewhere(string key) => key.Replace("/CloudTrail/", "/CloudTrail-Digest/");

    private static bool IsWanted(Delivered o, TrailScope scope) =>
        scope.TakesAccount(o.Account)
        && scope.TakesRegion(o.Region)
        && (scope.Window.From is not { } from || o.Event >= from)
        && (scope.Window.To is not { } to || o.Event <= to);

    [Theory]
    [InlineData("AWSLogs/111122223333/CloudTrail/eu-west-1/2024/03/", 1)]
    [InlineData("AWSLogs/111122223333/CloudTrail/eu-west-1/2024/03/01/", 1)]
    [InlineData("AWSLogs/111122223333/", 1)]
    [InlineData("", 1)]
    [InlineData("AWSLogs/111122223333/CloudTrail/eu-west-1/2024/02/", 0)]
    [InlineData("AWSLogs/444455556666/", 0)]
    public void A_prefix_inside_the_layout_is_understood(string prefix, int taken)
    {
        var key = new Delivered(s_roots[0], s_accounts[0], s_regions[0], default, new(2024, 3, 1, 12, 0, 0)).Key;
        var scope = new TrailScope
        {
            Accounts = [s_accounts[0]],
            Window = new TimeWindow(
                new(2024, 3, 1, 0, 0, 0, DateTimeKind.Utc),
                new(2024, 3, 1, 23, 0, 0, DateTimeKind.Utc)
            ),
        };
        Assert.Equal(
            taken,
            new PretendBucket([key]).Walk(new TrailPlan(scope), prefix).Count(k => k.StartsWith(prefix))
        );
    }

    [Theory]
    [InlineData("logs/2024.json.gz")]
    [InlineData("a/b/c/d/e/f/g.json")]
    [InlineData("AWSLogs/notes.txt")]
    [InlineData("AWSLogs/CloudTrail/2024/x.json.gz")]
    [InlineData("x/AWSLogs/111122223333/CloudTrail/eu-west-1/copy/x.json.gz")]
    public void What_no_layout_tells_of_is_taken(string key)
    {
        var window = new TimeWindow(new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc), null);
        Assert.Equal([key], new PretendBucket([key]).Walk(new TrailPlan(new TrailScope { Window = window }), ""));
    }

    [Fact]
    public void Another_service_is_listed_when_it_is_named()
    {
        const string Prefix = "AWSLogs/111122223333/Config/eu-west-1/2024/3/1/";
        var bucket = new PretendBucket([$"{Prefix}ConfigSnapshot/x.json.gz"]);
        var plan = new TrailPlan(new TrailScope());
        Assert.Empty(bucket.Walk(plan, ""));
        Assert.Single(bucket.Walk(plan, Prefix));
    }

    private static Gen<Delivered> Object() =>
        from root in Gen.Elements(s_roots)
        from account in Gen.Elements(s_accounts)
        from region in Gen.Elements(s_regions)
        from minute in Gen.Choose(0, 20 * 1440)
        from lag in Gen.Choose(0, (int)TrailScope.Lag.TotalMinutes - 1)
        select new Delivered(root, account, region, s_first.AddMinutes(minute), s_first.AddMinutes(minute + lag));

    private static Gen<TrailScope> Scope() =>
        from accounts in Gen.SubListOf(s_accounts)
        from regions in Gen.SubListOf(s_regions)
        from start in Gen.Choose(-1440, 21 * 1440)
        from length in Gen.Choose(0, 5 * 1440)
        from open in Gen.Choose(0, 5)
        select new TrailScope
        {
            Accounts = [.. accounts],
            Regions = [.. regions],
            Window = new TimeWindow(
                open is 0 or 1 ? null : s_first.AddMinutes(start),
                open is 0 or 2 ? null : s_first.AddMinutes(start + length)
            ),
        };

    /// <summary>Keys, listed as S3 lists them.</summary>
    private sealed class PretendBucket(IReadOnlyList<string> keys)
    {
        public List<string> Listed { get; } = [];

        public List<string> Walk(TrailPlan plan, string prefix)
        {
            var taken = new List<string>();
            Walk(plan, TrailPlan.Begin(prefix), taken);
            return taken;
        }

        private void Walk(TrailPlan plan, TrailFolder folder, List<string> taken)
        {
            var how = plan.Listing(folder);
            if (how == TrailListing.None)
            {
                return;
            }

            Listed.Add(folder.Prefix);
            var below = keys.Where(k => k.StartsWith(folder.Prefix, StringComparison.Ordinal))
                .ToLookup(k => how == TrailListing.Folders ? Folder(k, folder.Prefix.Length) : null);
            taken.AddRange(below[null].Where(plan.Takes));
            foreach (var inner in below.Where(g => g.Key is not null).Select(g => TrailPlan.Into(folder, g.Key!)))
            {
                if (inner is not null)
                {
                    Walk(plan, inner, taken);
                }
            }
        }

        private static string? Folder(string key, int from) =>
            key.IndexOf('/', from) is >= 0 and var slash ? key[..(slash + 1)] : null;
    }
}
