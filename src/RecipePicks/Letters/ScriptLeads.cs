using RecipePicks.Engines;

namespace RecipePicks.Letters;

/// <summary>
/// The leads as the AWS CLI wants them: a bare name with its service, an id with its region, as far as the events tell.
/// </summary>
internal static class ScriptLeads
{
    private const int MostIdentities = 5;

    private static readonly Dictionary<string, string> ArnByMember = new()
    {
        ["bucketName"] = "arn:aws:s3:::{0}",
        ["userName"] = "arn:aws:iam::{1}:user/{0}",
        ["roleName"] = "arn:aws:iam::{1}:role/{0}",
        ["groupName"] = "arn:aws:iam::{1}:group/{0}",
        ["instanceProfileName"] = "arn:aws:iam::{1}:instance-profile/{0}",
        ["functionName"] = "arn:aws:lambda:{2}:{1}:function:{0}",
        ["tableName"] = "arn:aws:dynamodb:{2}:{1}:table/{0}",
        ["queueName"] = "arn:aws:sqs:{2}:{1}:{0}",
        ["secretId"] = "arn:aws:secretsmanager:{2}:{1}:secret:{0}",
        ["dBInstanceIdentifier"] = "arn:aws:rds:{2}:{1}:db:{0}",
    };

    /// <summary>Says what each lead of an inquiry is to the AWS CLI.</summary>
    /// <param name="inquiry">The inquiry.</param>
    /// <returns>For each lead its ARN where the events tell it, the identities of that name, or the lead itself.</returns>
    public static IReadOnlyList<Lead> Of(Inquiry inquiry) =>
        [.. inquiry.Leads.SelectMany(lead => Of(lead, inquiry)).Distinct()];

    private static List<Lead> Of(Lead lead, Inquiry inquiry)
    {
        var known = AwsResource.Of(lead);
        if (known.Kind == "principal" && Identities(inquiry).ToList() is { Count: > 0 } identities)
        {
            return identities;
        }

        if (lead.Kind != LeadKind.Resource || Arn.TryParse(lead.Value) is not null)
        {
            return [lead];
        }

        return Named(lead.Value, known.Kind, inquiry) is { } arn ? [lead with { Value = arn }] : [lead];
    }

    private static IEnumerable<Lead> Identities(Inquiry inquiry) =>
        inquiry
            .Callers.Roles.Concat(inquiry.Callers.Arns)
            .Take(MostIdentities)
            .Select(arn => new Lead(LeadKind.Principal, arn));

    // The event that names it most directly tells its type, account and region.
    private static string? Named(string name, string kind, Inquiry inquiry)
    {
        foreach (var e in inquiry.Named.Events.Where(e => e.Role is NamingRole.Request or NamingRole.Response))
        {
            var (account, region) = (e.Row.Text("recipientaccountid") ?? "", e.Row.Text("awsregion") ?? "");
            if (kind != "unknown")
            {
                return $"arn:aws:ec2:{region}:{account}:{kind}/{name}";
            }

            foreach (var naming in e.Namings)
            {
                if (ArnByMember.TryGetValue(naming.Path[(naming.Path.LastIndexOf('.') + 1)..], out var form))
                {
                    return string.Format(form, name, account, region);
                }
            }
        }

        return null;
    }
}
