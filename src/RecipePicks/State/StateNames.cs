using System.Text.RegularExpressions;

namespace RecipePicks.State;

/// <summary>Tells which names mean the same resource: its id, its name, its ARN, its URL.</summary>
internal static partial class StateNames
{
    /// <summary>The keys under which a name is known; names of one resource share at least one.</summary>
    /// <param name="type">The resource's type.</param>
    /// <param name="scope">Where the type's names are unique.</param>
    /// <param name="name">An id, a name, an ARN or a URL.</param>
    /// <param name="account">The account that a name without one is meant in.</param>
    /// <param name="region">The region that a name without one is meant in.</param>
    public static IEnumerable<string> Keys(string type, string scope, string name, string? account, string? region)
    {
        var arn = Arn.TryParse(name);
        var (owner, where) = (Or(arn?.Account, account), Or(arn?.Region, region));
        var prefix = scope switch
        {
            "everywhere" => type,
            "account" => $"{type}|{owner}",
            _ => $"{type}|{owner}|{where}",
        };
        return Short(name).Select(n => $"{prefix}|{n}");
    }

    /// <summary>Whether a key without account or region may mean the same as one that has them.</summary>
    /// <param name="full">A key.</param>
    /// <param name="partial">A key, parts of which may be empty.</param>
    public static bool MayBe(string full, string partial)
    {
        var (a, b) = (full.Split('|', 4), partial.Split('|', 4));
        return a.Length == b.Length && a.Zip(b).All(p => p.First == p.Second || p.Second.Length == 0);
    }

    /// <summary>The names inside a name: what calls take instead of an ARN or URL.</summary>
    public static IEnumerable<string> Short(string name)
    {
        if (Arn.TryParse(name) is { } arn)
        {
            var shorter = arn.Service switch
            {
                "iam" when arn.ResourceType == "policy" && arn.Account is "aws" => name,
                "iam" or "kms" when arn.ResourceType is not "alias" => arn.ResourceName,
                "s3" => arn.Resource,
                "kms" => arn.Resource,
                "lambda" => Unqualified(arn.ResourceId),
                "elasticloadbalancing" => name,
                "logs" => arn.ResourceId.TrimEnd('*').TrimEnd(':'),
                _ when arn.ResourceId.Length == 0 => arn.Resource,
                _ => arn.ResourceId,
            };
            yield return shorter.TrimStart('/');
            if (arn.Service == "secretsmanager" && SecretSuffix().IsMatch(shorter))
            {
                yield return shorter[..^7];
            }
        }
        else if (PartOfFunction().Match(name) is { Success: true } part)
        {
            yield return Unqualified(part.Groups["name"].Value);
        }
        else
        {
            yield return name.StartsWith("https://", StringComparison.Ordinal)
                ? name.TrimEnd('/')[(name.TrimEnd('/').LastIndexOf('/') + 1)..]
                : name.TrimStart('/');
        }
    }

    // A function may be named with a version or alias: orders-report:3.
    private static string Unqualified(string function) =>
        function.Split(':') is [var name, _, ..] && !function.StartsWith("layer:", StringComparison.Ordinal)
            ? name
            : function;

    private static string? Or(string? one, string? other) => string.IsNullOrEmpty(one) ? other : one;

    // The end of a function's ARN, which Lambda's calls take as well.
    [GeneratedRegex("^[0-9]{12}:function:(?<name>.+)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PartOfFunction();

    [GeneratedRegex("-[A-Za-z0-9]{6}$", RegexOptions.NonBacktracking)]
    private static partial Regex SecretSuffix();
}
