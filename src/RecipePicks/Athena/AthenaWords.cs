using System.Text.RegularExpressions;
using RecipePicks.Aws;

namespace RecipePicks.Athena;

/// <summary>Says what went wrong in Athena, and what to do about it.</summary>
internal static partial class AthenaWords
{
    private const RegexOptions Plain =
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    /// <summary>A call that AWS refused.</summary>
    public static string Refused(AwsException refusal, AthenaSettings settings) =>
        refusal.Message
        + refusal switch
        {
            { IsExpired: true } => " (the credentials have expired: renew them and run the same command again)",
            { Code: "ThrottlingException" or "TooManyRequestsException" } =>
                " (AWS was asked again and again and keeps throttling; nothing is lost: run the same command later)",
            { Code: "EntityNotFoundException" } =>
                " (Glue's catalog does not have it: --table DATABASE.TABLE names it; picks athena setup prints one)",
            _ => Hint(refusal.Message, settings),
        };

    /// <summary>A query that failed or was cancelled.</summary>
    public static string Ended(AthenaState state, AthenaSettings settings)
    {
        var reason = string.IsNullOrWhiteSpace(state.Reason) ? "Athena does not say why" : state.Reason.Trim();
        return state.State == "CANCELLED"
            ? $"query {state.Id} was cancelled: {reason}{Hint(reason, settings)}"
            : $"query {state.Id} failed: {reason}{Hint(reason, settings)}";
    }

    private static string Hint(string reason, AthenaSettings settings) =>
        Workgroup().IsMatch(reason)
            ? $" (--workgroup names {settings.Workgroup ?? "none, so primary is taken"}; aws athena list-work-groups lists them)"
        : NoOutput().IsMatch(reason) ? " (give --output s3://bucket/prefix/, or a workgroup that has one)"
        : Output().IsMatch(reason)
            ? $" (results go to {settings.Output ?? "where the workgroup says"}: that takes s3:GetBucketLocation, s3:PutObject, s3:GetObject and s3:ListBucket there, in the same region)"
        : NoTable().IsMatch(reason) ? " (--table DATABASE.TABLE names it; picks athena setup prints one)"
        : Limit().IsMatch(reason) ? " (the workgroup's own limit of bytes a query)"
        : TooLarge().IsMatch(reason)
            ? " (the result is too large for Athena: narrow --from and --to, or --accounts and --regions)"
        : "";

    [GeneratedRegex("work ?group .*(not found|not exist|disabled)", Plain)]
    private static partial Regex Workgroup();

    [GeneratedRegex("no output location", Plain)]
    private static partial Regex NoOutput();

    [GeneratedRegex("output (bucket|location|path)|writing output|bucket.*(not found|not exist)|verify/create", Plain)]
    private static partial Regex Output();

    [GeneratedRegex("table.*(not exist|not found)|table_not_found|schema.*not exist", Plain)]
    private static partial Regex NoTable();

    [GeneratedRegex("bytes scanned limit", Plain)]
    private static partial Regex Limit();

    [GeneratedRegex("exhausted resources|too large|exceeded.*(size|memory)|size.*exceed", Plain)]
    private static partial Regex TooLarge();
}
