namespace RecipePicks.Iam.Policies;

/// <summary>What AWS answers to a document that is no policy.</summary>
/// <remarks>Source: the messages of MalformedPolicyDocument from IAM's CreatePolicy, PutRolePolicy and UpdateAssumeRolePolicy.</remarks>
internal static class PolicyWords
{
    public const string Json = "This policy contains invalid Json";
    public const string Syntax = "Syntax errors in policy.";
    public const string Version = "Policy document must be version 2012-10-17 or greater.";
    public const string Actions = "Policy statement must contain actions.";
    public const string Resources = "Policy statement must contain resources.";
    public const string Vendor = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
    public const string Colon = "Actions/Condition can contain only one colon.";
    public const string Sids = "Statement IDs (SID) in a single policy must be unique.";
    public const string ProhibitedPrincipal = "Policy document should not specify a principal.";
    public const string MissingPrincipal = "Missing required field Principal";
    public const string InvalidPrincipal = "Invalid principal in policy";

    public static string NotAnArn(string resource) => $"Resource {resource} must be in ARN format or \"*\".";

    public static string InvalidCondition(string type) => $"Invalid Condition type : {type}.";

    public static string InvalidVendor(string vendor) => $"Vendor {vendor} is not valid";
}
