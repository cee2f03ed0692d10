using System.Globalization;

namespace RecipePicks.Samples;

/// <summary>Larkspur Outdoor, a small web shop on AWS: its accounts, people, roles, resources and addresses.</summary>
internal static class World
{
    public const string Production = "111122223333";
    public const string Security = "444455556666";
    public const string Development = "777788889999";

    /// <summary>The attacker's own account, outside the organization.</summary>
    public const string Outsider = "999988887777";

    /// <summary>A monitoring vendor's account: outside, and welcome.</summary>
    public const string Vendor = "222233334444";

    public const string Virginia = "us-east-1";
    public const string Ireland = "eu-west-1";
    public const string Organization = "o-larkspur26";

    // Addresses. All are from the documentation ranges of RFC 5737 and RFC 3849.
    public const string Office = "192.0.2.10";
    public const string ProductionNat = "192.0.2.101";
    public const string IrelandNat = "192.0.2.102";
    public const string DevelopmentNat = "192.0.2.103";
    public const string RogueInstanceAddress = "192.0.2.117";
    public const string SignInPortal = "192.0.2.240";
    public const string VpnExit = "203.0.113.77";
    public const string AttackerSecond = "198.51.100.23";
    public const string AttackerIpv6 = "2001:db8:5ca1:ab1e::17";
    public static readonly string[] CiRunners = ["192.0.2.150", "192.0.2.151", "192.0.2.152", "192.0.2.153"];
    public static readonly string[] VendorProbes = ["198.51.100.140", "198.51.100.141", "198.51.100.142"];

    public static readonly User CiPublisher = new(Production, "ci-publisher");
    public static readonly User FinanceViewer = new(Production, "finance-viewer");
    public static readonly User BackupSync = new(Production, "backup-sync");

    public static readonly Role Deploy = new(Production, "deploy-production");
    public static readonly Role OrdersApi = new(Production, "orders-api");
    public static readonly Role OrdersReport = new(Production, "orders-report");
    public static readonly Role Observability = new(Production, "observability-vendor");
    public static readonly Role Breakglass = new(Production, "admin-breakglass");
    public static readonly Role DevObservability = new(Development, "observability-vendor");
    public static readonly Role ArtifactPublisher = new(Development, "artifact-publisher");
    public static readonly Role ImageResizer = new(Development, "image-resizer");
    public static readonly Role AuditRunner = new(Security, "audit-runner");

    public static readonly Person Mara = new("mara.quinn", VpnExit, Agents.Safari);
    public static readonly Person Tomasz = new("tomasz.wilk", Office, Agents.Chrome);
    public static readonly Person Ines = new("ines.duarte", Office, Agents.Firefox);
    public static readonly Person Kofi = new("kofi.mensah", "203.0.113.140", Agents.Chrome);
    public static readonly Person Priya = new("priya.anand", Office, Agents.Firefox);

    public const string CustomerBucket = "larkspur-customer-data";
    public const string ArtifactBucket = "larkspur-build-artifacts";
    public const string TrailBucket = "larkspur-production-trail";
    public const string ArchiveBucket = "larkspur-log-archive";
    public const string ProductionTrail = "production-trail";
    public const string IrelandTrail = "production-eu-trail";
    public const string OrganizationTrail = "larkspur-org-trail";

    public static readonly string Orders1 = Id("i", "orders-1");
    public static readonly string Orders2 = Id("i", "orders-2");
    public static readonly string OrdersEu = Id("i", "orders-eu");
    public static readonly string RogueInstance = Id("i", "rogue");
    public static readonly string OrdersVolume = Id("vol", "orders-db");
    public static readonly string OrdersSnapshot = Id("snap", "orders-db");
    public static readonly string NightlySnapshot = Id("snap", "orders-db-nightly");
    public static readonly string RogueVolume = Id("vol", "rogue-root");
    public static readonly string EvidenceSnapshot = Id("snap", "rogue-root");
    public static readonly string OrdersGroup = Id("sg", "orders-api");
    public static readonly string Vpc = Id("vpc", "production");
    public static readonly string PublicSubnet = Id("subnet", "production-public");
    public static readonly string PrivateSubnet = Id("subnet", "production-private");
    public static readonly string Image = Id("ami", "amazon-linux-2023");
    public static readonly string S3Endpoint = Id("vpce", "s3");
    public static readonly string DataKey = new Dice("customer data key").Uuid();
    public static readonly string DataKeyArn = $"arn:aws:kms:{Virginia}:{Production}:key/{DataKey}";
    public static readonly string OrdersSecret =
        $"arn:aws:secretsmanager:{Virginia}:{Production}:secret:prod/orders/database-Xk3vQp";

    public static readonly string[] Accounts = [Production, Security, Development];

    /// <summary>The days of March 2026 that the log covers.</summary>
    public static readonly int[] Days = [10, 11];

    public static readonly DateTimeOffset Start = At(10, 0, 0, 0);
    public static readonly DateTimeOffset End = At(12, 0, 0, 0);

    /// <summary>The role behind one Identity Center permission set in one account.</summary>
    public static Role PermissionSet(string account, string name) =>
        new(
            account,
            $"AWSReservedSSO_{name}_{new Dice(account + name).Hex(16)}",
            $"/aws-reserved/sso.amazonaws.com/{Virginia}/"
        );

    public static Role ServiceRole(string account, string service, string name) =>
        new(account, "AWSServiceRoleFor" + name, $"/aws-service-role/{service}.amazonaws.com/");

    public static Role Audit(string account) => new(account, "security-audit");

    public static string Id(string prefix, string name) => $"{prefix}-0{new Dice(prefix + name).Hex(16)}";

    /// <summary>A moment of March 2026, UTC.</summary>
    public static DateTimeOffset At(int day, int hour, int minute, int second = 0) =>
        new DateTimeOffset(2026, 3, day, 0, 0, 0, TimeSpan.Zero).AddHours(hour).AddMinutes(minute).AddSeconds(second);

    public static string Iso(this DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Dates as STS writes them in CloudTrail.</summary>
    public static string StsDate(this DateTimeOffset time) =>
        time.ToString("MMM d, yyyy, h:mm:ss tt", CultureInfo.InvariantCulture);

    /// <summary>Dates as IAM writes them in CloudTrail: no second comma.</summary>
    public static string IamDate(this DateTimeOffset time) =>
        time.ToString("MMM d, yyyy h:mm:ss tt", CultureInfo.InvariantCulture);
}
