using System.Globalization;
using System.Text.RegularExpressions;

namespace RecipePicks.Sources.Trails;

/// <summary>What the folders below a prefix are.</summary>
internal enum TrailLevel
{
    /// <summary>Anything: it is no part of the layout.</summary>
    Outside,

    /// <summary>Accounts, or an organization: <c>AWSLogs/</c>.</summary>
    Logs,

    /// <summary>Accounts: <c>AWSLogs/o-1234567890/</c>.</summary>
    Organization,

    /// <summary>Services, CloudTrail among them.</summary>
    Account,

    /// <summary>Regions.</summary>
    CloudTrail,

    /// <summary>Years.</summary>
    Region,

    /// <summary>Months.</summary>
    Year,

    /// <summary>Days.</summary>
    Month,

    /// <summary>Files.</summary>
    Day,
}

/// <summary>A place in the layout in which CloudTrail delivers to a bucket.</summary>
/// <param name="Level">How deep.</param>
/// <param name="Account">The account, from its level on.</param>
/// <param name="Region">The region, from its level on.</param>
/// <param name="First">The first day of the year, month or day, UTC.</param>
/// <remarks>
/// <c>AWSLogs/[o-organization/]account/CloudTrail/region/YYYY/MM/DD/</c>, below any prefix; source: AWS CloudTrail User Guide,
/// "Finding your CloudTrail log files", "Organization trails".
/// </remarks>
internal sealed partial record TrailPrefix(TrailLevel Level, string? Account, string? Region, DateTime First)
{
    /// <summary>No part of the layout.</summary>
    public static readonly TrailPrefix Outside = new(TrailLevel.Outside, null, null, default);

    private const string Root = "AWSLogs";

    /// <summary>The day after the last.</summary>
    public DateTime Next =>
        Level switch
        {
            TrailLevel.Year => First.Year == 9999 ? DateTime.MaxValue : First.AddYears(1),
            TrailLevel.Month => First.AddMonths(1),
            _ => First.AddDays(1),
        };

    /// <summary>Finds the place of a folder.</summary>
    /// <param name="prefix">A prefix, or a key: what stands after the last slash is no folder.</param>
    public static TrailPrefix Of(string prefix)
    {
        var folders = prefix.Split('/')[..^1];
        for (var root = Array.IndexOf(folders, Root); root >= 0; root = Array.IndexOf(folders, Root, root + 1))
        {
            var place = folders[root..].Aggregate((TrailPrefix?)Outside, (at, name) => at?.Into(name));
            if (place is not null)
            {
                return place;
            }
        }

        return Outside;
    }

    /// <summary>The place of a folder in this one.</summary>
    /// <param name="name">The folder's name.</param>
    /// <returns>Null when the layout has no such folder here.</returns>
    public TrailPrefix? Into(string name) =>
        Level switch
        {
            TrailLevel.Outside => name == Root ? this with { Level = TrailLevel.Logs } : null,
            TrailLevel.Logs when OrganizationForm().IsMatch(name) => this with { Level = TrailLevel.Organization },
            TrailLevel.Logs or TrailLevel.Organization when AccountForm().IsMatch(name) => this with
            {
                Level = TrailLevel.Account,
                Account = name,
            },
            TrailLevel.Account => name == "CloudTrail" ? this with { Level = TrailLevel.CloudTrail } : null,
            TrailLevel.CloudTrail when RegionForm().IsMatch(name) => this with
            {
                Level = TrailLevel.Region,
                Region = name,
            },
            TrailLevel.Region => Date(TrailLevel.Year, $"{name}0101"),
            TrailLevel.Year => Date(TrailLevel.Month, $"{First:yyyy}{name}01"),
            TrailLevel.Month => Date(TrailLevel.Day, $"{First:yyyyMM}{name}"),
            TrailLevel.Day => this,
            _ => null,
        };

    private TrailPrefix? Date(TrailLevel level, string digits) =>
        DateTime.TryParseExact(
            digits,
            "yyyyMMdd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var first
        )
            ? this with
            {
                Level = level,
                First = first,
            }
            : null;

    [GeneratedRegex("^o-[a-z0-9]{10,32}$", RegexOptions.NonBacktracking)]
    private static partial Regex OrganizationForm();

    [GeneratedRegex("^[0-9]{12}$", RegexOptions.NonBacktracking)]
    private static partial Regex AccountForm();

    [GeneratedRegex("^[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex RegionForm();
}
