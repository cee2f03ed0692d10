using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>
/// What the AWS CLI printed when the log ends: one file a command, named after the command, its region or its subject, and
/// beside an account's files the manifest that <c>picks collect</c> keeps.
/// </summary>
internal sealed class Snapshot
{
    private readonly SortedDictionary<string, JsonNode> files = new(StringComparer.Ordinal);

    public Snapshot(IReadOnlyList<Event> happened)
    {
        foreach (var account in Accounts)
            Add(account, "iam-get-account-authorization-details", SnapshotIam.Of(account, happened));
        Users();
        SnapshotEc2.Tell(this);
        SnapshotData.Tell(this);
        SnapshotOrganization.Tell(this);
    }

    public IEnumerable<(string Path, string Text)> Files =>
        files.Select(f => (f.Key, Pretty(f.Value))).Concat(Accounts.Select(Manifest));

    public void Add(string account, string command, string text) => Add(account, command, Parse(text));

    public void Add(string account, string command, JsonNode content) =>
        files.Add($"aws/{account}/{command}.json", content);

    // Four calls are answered in a second, one account after the other.
    private (string Path, string Text) Manifest(string account)
    {
        var folder = $"aws/{account}/";
        var lines = files
            .Keys.Select((path, n) => (path, Time: End.AddSeconds(n / 4)))
            .Where(f => f.path.StartsWith(folder, StringComparison.Ordinal))
            .Select(f => SnapshotManifest.LineOf(account, f.path[folder.Length..], f.Time) + "\n");
        return (folder + "manifest.jsonl", string.Concat(lines));
    }

    private void Users()
    {
        AccessKeys(CiPublisher, "Inactive", "2024-06-03T10:04:33+00:00");
        AccessKeys(BackupSync, "Active", IamAccount.Date(Moments.BackdoorCreated.AddSeconds(21)));
        Add(Production, $"iam-list-access-keys.{FinanceViewer.Name}", Obj(("AccessKeyMetadata", Arr())));
        LoginProfile(BackupSync, IamAccount.Date(Moments.BackdoorCreated.AddSeconds(38)));
        LoginProfile(FinanceViewer, "2024-05-21T07:59:02+00:00");
        Add(Production, $"iam-list-mfa-devices.{BackupSync.Name}", Obj(("MFADevices", Arr())));
        Add(
            Production,
            $"iam-list-mfa-devices.{FinanceViewer.Name}",
            $$"""
            {
              "MFADevices": [
                {
                  "UserName": "{{FinanceViewer.Name}}",
                  "SerialNumber": "arn:aws:iam::{{Production}}:mfa/finance-phone",
                  "EnableDate": "2024-05-21T08:01:40+00:00"
                }
              ]
            }
            """
        );
    }

    private void AccessKeys(User user, string status, string created) =>
        Add(
            user.Account,
            $"iam-list-access-keys.{user.Name}",
            $$"""
            {
              "AccessKeyMetadata": [
                {
                  "UserName": "{{user.Name}}",
                  "AccessKeyId": "{{user.AccessKey}}",
                  "Status": "{{status}}",
                  "CreateDate": "{{created}}"
                }
              ]
            }
            """
        );

    private void LoginProfile(User user, string created) =>
        Add(
            user.Account,
            $"iam-get-login-profile.{user.Name}",
            $$"""
            {
              "LoginProfile": { "UserName": "{{user.Name}}", "CreateDate": "{{created}}", "PasswordResetRequired": false }
            }
            """
        );
}
