namespace RecipePicks.Store;

/// <summary>
/// The table that queries see: Athena's newest definition for CloudTrail, and three columns of our own at its end.
/// </summary>
/// <remarks>Source: AWS, "Create a table for CloudTrail logs in Athena"; all leaves are strings there, and so here.</remarks>
public static class CloudTrailTable
{
    /// <summary>The name that letters, the cheat sheet and <c>picks sql</c> use.</summary>
    public const string Name = "cloudtrail_logs";

    /// <summary>Top-level columns with their SQL types, in Athena's order.</summary>
    public static IReadOnlyList<(string Name, string Type)> Columns { get; } =
    [
        ("eventversion", "VARCHAR"),
        (
            "useridentity",
            "STRUCT(type VARCHAR, principalid VARCHAR, arn VARCHAR, accountid VARCHAR, invokedby VARCHAR, accesskeyid VARCHAR, "
                + "username VARCHAR, onbehalfof STRUCT(userid VARCHAR, identitystorearn VARCHAR), "
                + "sessioncontext STRUCT(attributes STRUCT(mfaauthenticated VARCHAR, creationdate VARCHAR), "
                + "sessionissuer STRUCT(type VARCHAR, principalid VARCHAR, arn VARCHAR, accountid VARCHAR, username VARCHAR), "
                + "ec2roledelivery VARCHAR, "
                + "webidfederationdata STRUCT(federatedprovider VARCHAR, attributes MAP(VARCHAR, VARCHAR))))"
        ),
        ("eventtime", "VARCHAR"),
        ("eventsource", "VARCHAR"),
        ("eventname", "VARCHAR"),
        ("awsregion", "VARCHAR"),
        ("sourceipaddress", "VARCHAR"),
        ("useragent", "VARCHAR"),
        ("errorcode", "VARCHAR"),
        ("errormessage", "VARCHAR"),
        ("requestparameters", "VARCHAR"),
        ("responseelements", "VARCHAR"),
        ("additionaleventdata", "VARCHAR"),
        ("requestid", "VARCHAR"),
        ("eventid", "VARCHAR"),
        ("readonly", "VARCHAR"),
        ("resources", "STRUCT(arn VARCHAR, accountid VARCHAR, type VARCHAR)[]"),
        ("eventtype", "VARCHAR"),
        ("apiversion", "VARCHAR"),
        ("recipientaccountid", "VARCHAR"),
        ("serviceeventdetails", "VARCHAR"),
        ("sharedeventid", "VARCHAR"),
        ("vpcendpointid", "VARCHAR"),
        ("vpcendpointaccountid", "VARCHAR"),
        ("eventcategory", "VARCHAR"),
        (
            "addendum",
            "STRUCT(reason VARCHAR, updatedfields VARCHAR, originalrequestid VARCHAR, originaleventid VARCHAR)"
        ),
        ("sessioncredentialfromconsole", "VARCHAR"),
        ("edgedevicedetails", "VARCHAR"),
        ("tlsdetails", "STRUCT(tlsversion VARCHAR, ciphersuite VARCHAR, clientprovidedhostheader VARCHAR)"),
        ("picks_unmapped", "VARCHAR"),
        ("picks_file", "VARCHAR"),
        ("picks_record", "BIGINT"),
    ];

    /// <summary>A CREATE TABLE statement for an empty table of this shape.</summary>
    /// <param name="name">The table's name.</param>
    /// <returns>DuckDB SQL.</returns>
    public static string CreateTable(string name) =>
        $"CREATE TABLE {name} ({string.Join(", ", Columns.Select(c => $"\"{c.Name}\" {c.Type}"))})";
}
