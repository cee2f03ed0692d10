using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>
/// The manifest beside an account's files: a line a call, with its options, its region and when it was answered. A file's
/// name is the command, then its region or its subject; what else was given the table of the commands tells.
/// </summary>
internal static class SnapshotManifest
{
    // The option that takes the subject of a file's name, and what is given besides.
    private static readonly Dictionary<string, (string Subject, (string Option, string Value)? Besides)> Options = new(
        StringComparer.Ordinal
    )
    {
        ["iam list-access-keys"] = ("user-name", null),
        ["iam get-login-profile"] = ("user-name", null),
        ["iam list-mfa-devices"] = ("user-name", null),
        ["organizations describe-policy"] = ("policy-id", null),
        ["organizations list-parents"] = ("child-id", null),
        ["organizations list-policies"] = ("filter", null),
        ["organizations list-policies-for-target"] = ("target-id", ("filter", "SERVICE_CONTROL_POLICY")),
        ["ec2 describe-snapshots"] = ("", ("owner-ids", "self")),
        ["ec2 describe-snapshot-attribute"] = ("snapshot-id", ("attribute", "createVolumePermission")),
        ["cloudtrail get-trail-status"] = ("name", null),
        ["cloudtrail get-event-selectors"] = ("trail-name", null),
        ["kms get-key-policy"] = ("key-id", ("policy-name", "default")),
        ["kms list-grants"] = ("key-id", null),
        ["lambda get-function-configuration"] = ("function-name", null),
        ["lambda get-function-url-config"] = ("function-name", null),
        ["lambda get-policy"] = ("function-name", null),
        ["secretsmanager get-resource-policy"] = ("secret-id", null),
        ["s3api get-bucket-acl"] = ("bucket", null),
        ["s3api get-bucket-encryption"] = ("bucket", null),
        ["s3api get-bucket-ownership-controls"] = ("bucket", null),
        ["s3api get-bucket-policy"] = ("bucket", null),
        ["s3api get-bucket-policy-status"] = ("bucket", null),
        ["s3api get-public-access-block"] = ("bucket", null),
    };

    /// <summary>The line about a file.</summary>
    /// <param name="account">The account that was asked.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="time">When it was answered.</param>
    public static string LineOf(string account, string file, DateTimeOffset time)
    {
        var name = file[..^".json".Length];
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (command, subject) = dot < 0 ? (name, null) : (name[..dot], Uri.UnescapeDataString(name[(dot + 1)..]));
        var service = command[..command.IndexOf('-', StringComparison.Ordinal)];
        var call = $"{service} {command[(service.Length + 1)..]}";
        var isRegion = subject is Virginia or Ireland;
        var line = Obj(
            ("call", call),
            ("parameters", Parameters(call, isRegion ? null : subject)),
            ("account", account)
        );
        if ((isRegion ? subject : RegionOf(service, subject)) is { } region)
            line.Add("region", region);
        line.Add("time", time.Iso());
        line.Add("outcome", "ok");
        line.Add("file", file);
        return Line(line);
    }

    private static JsonObject Parameters(string call, string? subject)
    {
        var given = new JsonObject();
        if (subject is not null)
            given.Add(Options[call].Subject, subject);
        if (Options.TryGetValue(call, out var known) && known.Besides is { } besides)
            given.Add(besides.Option, besides.Value);
        return given;
    }

    private static string? RegionOf(string service, string? subject) =>
        service is "iam" or "organizations" or "s3api" ? null
        : subject == IrelandTrail ? Ireland
        : Virginia;
}
