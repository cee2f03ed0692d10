namespace RecipePicks.Letters;

/// <summary>AWS CLI scripts that several letters print. Templates: <c>{{name}}</c> is the quoted value.</summary>
internal static class Commands
{
    /// <summary>Finds a thing of unknown type by its name.</summary>
    public const string AnyResource = """
        name={{name}}
        aws configservice select-resource-config --expression \
          "SELECT * WHERE resourceId = '$(printf %s "$name" | sed "s/'/''/g")' OR resourceName = '$(printf %s "$name" | sed "s/'/''/g")'"
        """;

    /// <summary>Prints the document of a managed policy's default version.</summary>
    public const string Document = """
        document() {
          version=$(aws iam get-policy --policy-arn="$1" --query Policy.DefaultVersionId --output text)
          aws iam get-policy-version --policy-arn="$1" --version-id="$version"
        }
        lines() { tr '\t' '\n' | grep -v '^None$'; }
        """;

    /// <summary>All that a user may do, of <c>$user</c>: attached, inline and group policies, and the boundary.</summary>
    public const string UserPolicies = """
        aws iam get-user --user-name="$user"
        aws iam get-user --user-name="$user" --query User.PermissionsBoundary.PermissionsBoundaryArn --output text | lines |
          while read -r arn; do document "$arn"; done
        aws iam list-attached-user-policies --user-name="$user" --query 'AttachedPolicies[].PolicyArn' --output text | lines |
          while read -r arn; do document "$arn"; done
        aws iam list-user-policies --user-name="$user" --query 'PolicyNames[]' --output text | lines |
          while read -r policy; do aws iam get-user-policy --user-name="$user" --policy-name="$policy"; done
        aws iam list-groups-for-user --user-name="$user" --query 'Groups[].GroupName' --output text | lines |
          while read -r group; do
            aws iam list-attached-group-policies --group-name="$group" --query 'AttachedPolicies[].PolicyArn' --output text | lines |
              while read -r arn; do document "$arn"; done
            aws iam list-group-policies --group-name="$group" --query 'PolicyNames[]' --output text | lines |
              while read -r policy; do aws iam get-group-policy --group-name="$group" --policy-name="$policy"; done
          done
        """;

    /// <summary>All that a role may do, of <c>$role</c>: trust policy, boundary, attached and inline policies.</summary>
    public const string RolePolicies = """
        aws iam get-role --role-name="$role"
        aws iam get-role --role-name="$role" --query Role.PermissionsBoundary.PermissionsBoundaryArn --output text | lines |
          while read -r arn; do document "$arn"; done
        aws iam list-attached-role-policies --role-name="$role" --query 'AttachedPolicies[].PolicyArn' --output text | lines |
          while read -r arn; do document "$arn"; done
        aws iam list-role-policies --role-name="$role" --query 'PolicyNames[]' --output text | lines |
          while read -r policy; do aws iam get-role-policy --role-name="$role" --policy-name="$policy"; done
        """;

    /// <summary>Fills a template for a resource, in its region when that is known.</summary>
    public static string InRegion(AwsResource resource, string template) =>
        (resource.Region is { } region ? Shell.Fill("export AWS_REGION={{region}}\n", ("region", region)) : "")
        + Shell.Fill(template, ("name", resource.Name));
}
