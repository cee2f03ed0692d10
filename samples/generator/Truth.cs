using System.Globalization;
using System.Text.Json.Nodes;
using static RecipePicks.Samples.Condition;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>A question with one value for an answer, put in SQL.</summary>
internal sealed record Fact(string Text, string Query, string Answer);

/// <summary>
/// What is so in the evidence. Counts are of distinct eventIDs, so that a query answers alike over the raw log
/// (where an event delivered twice is two rows) and over a case that has put the copies together.
/// </summary>
internal sealed class Truth(IReadOnlyList<JsonObject> records)
{
    private static readonly Condition Denied = Like("errorcode", "%Denied%") | Like("errorcode", "%Unauthorized%");

    public IEnumerable<Fact> Facts() =>
        [
            .. Shape(),
            .. LeakedKey(),
            .. SharedAddress(),
            .. Chain(),
            .. Damage(),
            .. Backdoors(),
            .. Tampering(),
            .. Aftermath(),
        ];

    private IEnumerable<Fact> Shape()
    {
        yield return new(
            "event ids",
            "SELECT count(DISTINCT eventid) FROM cloudtrail_logs",
            Number(records.Select(r => Value(r, "eventid")))
        );
        foreach (var account in Accounts)
            yield return Count($"event ids of account {account}", Is("recipientaccountid", account));
        yield return Count("event ids in eu-west-1", Is("awsregion", Ireland));
        yield return Count("data events", Is("eventcategory", "Data"));
        yield return Count("events with an error that is no denial: NoSuchKey", Is("errorcode", "NoSuchKey"));
        yield return Count("denials, by error code", Denied);
        yield return Count(
            "denials that only the message tells",
            Like("errormessage", "Access denied%") & Is("errorcode", "InsufficientEncryptionPolicyException")
        );
        yield return Count(
            "failed console logins (no error code)",
            Is("eventname", "ConsoleLogin") & Missing("errorcode") & Is("errormessage", "Failed authentication")
        );
    }

    private IEnumerable<Fact> LeakedKey()
    {
        var key = Is("useridentity.accesskeyid", CiPublisher.AccessKey);
        yield return Count("calls with the leaked key", key);
        yield return Distinct("addresses that used the leaked key", "sourceipaddress", key);
        yield return Count(
            "calls with the leaked key from the attacker's address",
            key & Is("sourceipaddress", VpnExit)
        );
        yield return First(
            "first call with the leaked key from the attacker's address",
            key & Is("sourceipaddress", VpnExit)
        );
        yield return One(
            "what the first call with the leaked key from the attacker's address was",
            "eventname",
            key & Is("sourceipaddress", VpnExit) & Is("eventtime", Moments.FirstUse.Iso())
        );
        yield return Count(
            "calls with the leaked key from the attacker's address, denied",
            key & Is("sourceipaddress", VpnExit) & Denied
        );
        yield return Count(
            "refused EC2 calls with the leaked key, each with an encoded message",
            key & Like("errormessage", "%Encoded authorization failure message%")
        );
        yield return Distinct(
            "different texts of those encoded messages",
            "errormessage",
            key & Like("errormessage", "%Encoded authorization failure message%")
        );
        yield return Count(
            "refused AssumeRole calls with the leaked key, without request parameters",
            key & Is("eventname", "AssumeRole") & Is("errorcode", "AccessDenied") & Missing("requestparameters")
        );
        yield return One(
            "the id of the call that deactivated the key",
            "eventid",
            Is("eventname", "UpdateAccessKey") & Like("requestparameters", $"%{CiPublisher.AccessKey}%")
        );
    }

    private IEnumerable<Fact> SharedAddress()
    {
        var address = Is("sourceipaddress", VpnExit);
        yield return Count($"calls from {VpnExit}", address);
        yield return Distinct($"access keys seen at {VpnExit}", "useridentity.accesskeyid", address);
        yield return Count(
            $"calls from {VpnExit} by mara.quinn, who is innocent",
            address & Like("useridentity.arn", "%/mara.quinn@larkspur.example")
        );
        yield return Count(
            "denied calls of mara.quinn from there",
            address & Like("useridentity.arn", "%/mara.quinn@larkspur.example") & Denied
        );
        yield return Count($"calls from {AttackerIpv6}", Is("sourceipaddress", AttackerIpv6));
        yield return Count($"calls from {AttackerSecond}", Is("sourceipaddress", AttackerSecond));
    }

    private IEnumerable<Fact> Chain()
    {
        yield return Count(
            "AssumeRole calls with the leaked key that succeeded",
            Is("useridentity.accesskeyid", CiPublisher.AccessKey) & Is("eventname", "AssumeRole") & Missing("errorcode")
        );
        yield return Count(
            "AssumeRole calls with the leaked key that succeeded, by the attacker",
            Is("useridentity.accesskeyid", CiPublisher.AccessKey)
                & Is("eventname", "AssumeRole")
                & Missing("errorcode")
                & Is("sourceipaddress", VpnExit)
        );
        yield return Distinct(
            "deploy-production sessions in the log, by key",
            "useridentity.accesskeyid",
            Is("useridentity.sessioncontext.sessionissuer.arn", Deploy.Arn)
        );
        yield return Count(
            "calls of the attacker's deploy-production session",
            Is("useridentity.accesskeyid", Intrusion.DeployKey)
        );
        yield return Count(
            "records of the step into development (one call, both sides)",
            Is("eventname", "AssumeRole") & Like("responseelements", $"%{Intrusion.DevelopmentKey}%")
        );
        yield return Distinct(
            "shared event ids of that step",
            "sharedeventid",
            Is("eventname", "AssumeRole") & Like("responseelements", $"%{Intrusion.DevelopmentKey}%")
        );
        yield return Count("calls inside development", Is("useridentity.accesskeyid", Intrusion.DevelopmentKey));
        yield return Distinct(
            "user agents of that session",
            "useragent",
            Is("useridentity.accesskeyid", Intrusion.DevelopmentKey)
        );
        yield return First(
            "when the function URL was opened",
            Is("eventname", "CreateFunctionUrlConfig") & Missing("errorcode")
        );
    }

    private IEnumerable<Fact> Damage()
    {
        var modify = Is("eventname", "ModifySnapshotAttribute") & Missing("errorcode");
        yield return First("when the snapshot was shared", modify & Like("requestparameters", $"%add%{Outsider}%"));
        yield return First(
            "when the snapshot was unshared",
            modify & Like("requestparameters", $"%remove%{Outsider}%")
        );
        yield return First("when the shared snapshot was copied", Is("eventname", "SharedSnapshotCopyInitiated"));
        var reads = Is("eventname", "GetObject") & Missing("errorcode");
        yield return Count("objects read over IPv6, as far as recorded", reads & Is("sourceipaddress", AttackerIpv6));
        yield return Last("last recorded read over IPv6", reads & Is("sourceipaddress", AttackerIpv6));
        yield return Count(
            "records that name the bucket in a KMS encryption context (mentions)",
            Is("eventsource", "kms.amazonaws.com") & Like("requestparameters", $"%{CustomerBucket}%")
        );
        yield return Count(
            "objects read with the backdoor key, after the response",
            reads & Is("useridentity.accesskeyid", BackupSync.AccessKey)
        );
    }

    private IEnumerable<Fact> Backdoors()
    {
        yield return One(
            "who created the backdoor user",
            "useridentity.arn",
            Is("eventname", "CreateUser") & Like("responseelements", $"%{BackupSync.Id}%")
        );
        yield return Count("calls with the backdoor key", Is("useridentity.accesskeyid", BackupSync.AccessKey));
        yield return Count("calls by the backdoor user, any credential", Is("useridentity.arn", BackupSync.Arn));
        yield return Last("last call by the backdoor user", Is("useridentity.arn", BackupSync.Arn));
        yield return First(
            "when the trust of orders-report was changed",
            Is("eventname", "UpdateAssumeRolePolicy") & Like("requestparameters", $"%{Outsider}%")
        );
        yield return First(
            "when port 22 was opened to the world",
            Is("eventname", "AuthorizeSecurityGroupIngress")
                & Like("requestparameters", "%0.0.0.0/0%")
                & Missing("errorcode")
        );
        yield return One(
            "the id of the launch that carried orders-api",
            "eventid",
            Is("eventname", "RunInstances") & Like("responseelements", $"%{RogueInstance}%")
        );
        yield return Distinct(
            "addresses that used the rogue instance's credentials",
            "sourceipaddress",
            Is("useridentity.accesskeyid", Persistence.RogueKey)
        );
        yield return Count(
            "calls with the rogue instance's credentials from the attacker's address",
            Is("useridentity.accesskeyid", Persistence.RogueKey) & Is("sourceipaddress", VpnExit)
        );
        yield return First(
            "when the bucket policy let the outside account in",
            Is("eventname", "PutBucketPolicy") & Like("requestparameters", $"%{Outsider}%")
        );
    }

    private IEnumerable<Fact> Tampering()
    {
        yield return Count(
            "refused StopLogging and DeleteTrail calls",
            (Is("eventname", "StopLogging") | Is("eventname", "DeleteTrail")) & Is("errorcode", "AccessDenied")
        );
        yield return First(
            "when production-trail was narrowed",
            Is("eventname", "PutEventSelectors") & Like("requestparameters", "%WriteOnly%")
        );
        yield return First(
            "when production-trail was restored",
            Is("eventname", "PutEventSelectors") & Like("requestparameters", $"%{CustomerBucket}%")
        );
        yield return First(
            "when production-eu-trail was stopped",
            Is("eventname", "StopLogging") & Missing("errorcode")
        );
        yield return First(
            "when production-eu-trail was started",
            Is("eventname", "StartLogging") & Missing("errorcode")
        );
        yield return Count(
            "events of production in eu-west-1 while it was stopped",
            Is("recipientaccountid", Production)
                & Is("awsregion", Ireland)
                & After(Moments.LoggingStopped)
                & Before(Moments.LoggingStarted)
        );
        yield return Count(
            "data events while production-trail was narrowed",
            Is("eventcategory", "Data") & After(Moments.SelectorsNarrowed) & Before(Moments.SelectorsRestored)
        );
        yield return Distinct(
            "addresses in the two copies of the attachment of AdministratorAccess",
            "sourceipaddress",
            Is("eventname", "AttachUserPolicy") & Missing("errorcode")
        );
    }

    private IEnumerable<Fact> Aftermath()
    {
        yield return First("when the leaked key was deactivated", Is("eventname", "UpdateAccessKey"));
        yield return First(
            "when older deploy sessions were revoked",
            Is("eventname", "PutRolePolicy") & Like("requestparameters", "%aws:TokenIssueTime%")
        );
        yield return Count(
            "calls of the attacker's deploy session refused after the revocation",
            Is("useridentity.accesskeyid", Intrusion.DeployKey) & Denied & After(Moments.SessionsRevoked)
        );
        yield return Count(
            "calls by the outside account itself",
            Is("useridentity.type", "AWSAccount") & Is("useridentity.accountid", Outsider)
        );
        yield return Count(
            "calls of the session that the outside account took of orders-report",
            Is("useridentity.accesskeyid", Night.ReportKey)
        );
        yield return Last("the last call of the attacker", Is("sourceipaddress", AttackerSecond));
    }

    private Fact Count(string text, Condition where) =>
        new(
            text,
            $"SELECT count(DISTINCT eventid) FROM cloudtrail_logs WHERE {where.Sql}",
            Number(Column(where, "eventid"))
        );

    private Fact Distinct(string text, string column, Condition where) =>
        new(
            text,
            $"SELECT count(DISTINCT {column}) FROM cloudtrail_logs WHERE {where.Sql}",
            Number(Column(where, column))
        );

    private Fact First(string text, Condition where) => Edge(text, "min", where, v => v.Min());

    private Fact Last(string text, Condition where) => Edge(text, "max", where, v => v.Max());

    private Fact Edge(string text, string function, Condition where, Func<IEnumerable<string?>, string?> choose) =>
        new(
            text,
            $"SELECT {function}(eventtime) FROM cloudtrail_logs WHERE {where.Sql}",
            choose(Column(where, "eventtime")) ?? throw new InvalidOperationException(text)
        );

    private Fact One(string text, string column, Condition where) =>
        new(
            text,
            $"SELECT min({column}) FROM cloudtrail_logs WHERE {where.Sql}",
            Column(where, column).Distinct().Single()!
        );

    private IEnumerable<string?> Column(Condition where, string column) =>
        records.Where(where.Holds).Select(r => Value(r, column));

    // As SQL counts: nulls are no values.
    private static string Number(IEnumerable<string?> values) =>
        values.Where(v => v is not null).Distinct().Count().ToString(CultureInfo.InvariantCulture);
}
