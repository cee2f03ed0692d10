using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>The key events of the story, each with the id under which it lies in the log.</summary>
internal static class Timeline
{
    public static IEnumerable<(string Time, string What, string Id)> Of(IReadOnlyList<Event> happened)
    {
        (DateTimeOffset Time, string Name, string What)[] points =
        [
            (Moments.FirstUse, "GetCallerIdentity", $"The leaked key of `ci-publisher` asks who it is, from {VpnExit}"),
            (Moments.DeployTaken, "AssumeRole", "It takes `deploy-production`, a role that can do nearly everything"),
            (Moments.SnapshotTaken, "CreateSnapshot", $"The orders database's volume is copied to `{OrdersSnapshot}`"),
            (
                Moments.DevelopmentEntered,
                "AssumeRole",
                "From there into `artifact-publisher` in the development account"
            ),
            (Moments.SnapshotShared, "ModifySnapshotAttribute", $"The snapshot is shared with {Outsider}"),
            (Moments.UrlOpened, "CreateFunctionUrlConfig", "`image-resizer` gets a URL that asks for no login"),
            (Moments.ReadingStarts, "ListObjects", $"Reading of `{CustomerBucket}` begins, from {AttackerIpv6}"),
            (At(10, 23, 11, 52), "SharedSnapshotCopyInitiated", "The outside account copies the snapshot: it is gone"),
            (
                Moments.SelectorsNarrowed,
                "PutEventSelectors",
                "`production-trail` is narrowed: no reads, no data events"
            ),
            (Moments.LoggingStopped, "StopLogging", "`production-eu-trail` is stopped"),
            (Moments.BackdoorCreated, "CreateUser", "The user `backup-sync` is made"),
            (
                Moments.BackdoorCreated.AddSeconds(9),
                "AttachUserPolicy",
                "It gets AdministratorAccess (the two copies of this record disagree)"
            ),
            (Moments.BackdoorCreated.AddSeconds(21), "CreateAccessKey", $"It gets the key `{BackupSync.AccessKey}`"),
            (Moments.BackdoorCreated.AddSeconds(38), "CreateLoginProfile", "It gets a password"),
            (Moments.TrustBackdoored, "UpdateAssumeRolePolicy", $"`orders-report` lets {Outsider} take it"),
            (Moments.GroupOpened, "AuthorizeSecurityGroupIngress", "Port 22 of `orders-api` is opened to the world"),
            (Moments.RogueLaunched, "RunInstances", $"`{RogueInstance}` starts with the role `orders-api`"),
            (
                Moments.RoleStolen,
                "GetCallerIdentity",
                "That instance's credentials are used from the attacker's address"
            ),
            (Moments.BackdoorLogin, "ConsoleLogin", $"`backup-sync` signs in from {AttackerSecond}, at the third try"),
            (Moments.BucketOpened, "PutBucketPolicy", $"The bucket policy lets {Outsider} in"),
            (Moments.KeyDeactivated, "UpdateAccessKey", "Priya Anand switches the leaked key off"),
            (Moments.SessionsRevoked, "PutRolePolicy", "She revokes the older sessions of `deploy-production`"),
            (Moments.LoggingStarted, "StartLogging", "`production-eu-trail` runs again"),
            (Moments.SelectorsRestored, "PutEventSelectors", "`production-trail` records everything again"),
            (Moments.SnapshotUnshared, "ModifySnapshotAttribute", "The snapshot is unshared"),
            (Moments.RogueStopped, "StopInstances", "The rogue instance is stopped"),
            (Moments.BackdoorBack, "GetCallerIdentity", "The backdoor key is back, an hour after the containment"),
            (Moments.ReportTaken, "AssumeRole", "The outside account takes `orders-report` by its changed trust"),
        ];
        foreach (var (time, name, what) in points)
        {
            // Two sides tell of one step: the caller's own account comes first.
            var e = happened.First(h => h.Time == time && h.Call.Name == name);
            yield return (time.ToString("dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), what, e.Id);
        }
    }
}
