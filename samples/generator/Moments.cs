using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>The turning points of the story: trails, snapshot and truth all go by these.</summary>
internal static class Moments
{
    public static readonly DateTimeOffset KeyLeaked = At(10, 21, 52);
    public static readonly DateTimeOffset FirstUse = At(10, 22, 14, 9);
    public static readonly DateTimeOffset DeployTaken = At(10, 22, 43, 51);
    public static readonly DateTimeOffset SnapshotTaken = At(10, 22, 49, 12);
    public static readonly DateTimeOffset DevelopmentEntered = At(10, 22, 52, 40);
    public static readonly DateTimeOffset SnapshotShared = At(10, 22, 58, 3);
    public static readonly DateTimeOffset UrlOpened = At(10, 23, 0, 27);
    public static readonly DateTimeOffset ReadingStarts = At(10, 23, 2, 6);
    public static readonly DateTimeOffset SelectorsNarrowed = At(10, 23, 24, 17);
    public static readonly DateTimeOffset LoggingStopped = At(10, 23, 31, 40);
    public static readonly DateTimeOffset BackdoorCreated = At(10, 23, 33, 2);
    public static readonly DateTimeOffset TrustBackdoored = At(10, 23, 38, 19);
    public static readonly DateTimeOffset GroupOpened = At(10, 23, 41, 5);
    public static readonly DateTimeOffset RogueLaunched = At(10, 23, 44, 50);
    public static readonly DateTimeOffset RoleStolen = At(10, 23, 54, 31);
    public static readonly DateTimeOffset BackdoorLogin = At(11, 2, 11, 46);
    public static readonly DateTimeOffset BucketOpened = At(11, 6, 15, 8);
    public static readonly DateTimeOffset KeyDeactivated = At(11, 8, 38, 12);
    public static readonly DateTimeOffset SessionsRevoked = At(11, 8, 41, 0);
    public static readonly DateTimeOffset LoggingStarted = At(11, 8, 47, 25);
    public static readonly DateTimeOffset SelectorsRestored = At(11, 8, 52, 10);
    public static readonly DateTimeOffset SnapshotUnshared = At(11, 9, 5, 44);
    public static readonly DateTimeOffset RogueStopped = At(11, 9, 12, 30);
    public static readonly DateTimeOffset BackdoorBack = At(11, 10, 20, 3);
    public static readonly DateTimeOffset ReportTaken = At(11, 11, 2, 37);
}
