using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Simulation;

namespace RecipePicks.Tests.Iam.Simulation;

/// <summary>
/// The questions of IAMSpy's own tests (WithSecureLabs/IAMSpy, Apache-2.0), each put as cases of <c>picks simulate</c>. IAMSpy
/// answers yes where conditions that it was not told of may hold, unless it is asked to be strict.
/// </summary>
public sealed partial class IamSpyTests
{
    [Fact]
    public void Every_question_of_IAMSpy_has_its_answer()
    {
        if (IamData.Read("iamspy.json") is not { } questions)
        {
            Assert.Skip("../shared/data/iam/iamspy.json is not there");
            return;
        }

        Assert.Equal(39, questions.GetArrayLength());
        Assert.All(
            questions.EnumerateArray(),
            question =>
            {
                var args = question.GetProperty("args");
                var inp = args.GetProperty("inp").EnumerateArray().ToList();
                var can = question.GetProperty("test").GetString() == "test_can_i";
                var (principal, rest) = can ? (inp[0].GetString(), inp[1..]) : (null, inp);
                var resources =
                    rest[1].ValueKind == JsonValueKind.Array
                        ? rest[1].EnumerateArray().Select(r => r.GetString()!)
                        : [rest[1].GetString()!];
                var accounts = new IamSpyAccounts(question);
                var cases = new JsonArray([
                    .. from resource in resources
                    from name in principal is null ? accounts.Principals : [principal]
                    select accounts.Case(name, rest[0].GetString()!, resource, Context(rest)),
                ]);
                using var document = JsonDocument.Parse(cases.ToJsonString());
                var strict = rest.Count > 4 && rest[4].GetBoolean();
                var yes = Simulator
                    .Run(document.RootElement)
                    .Where(o =>
                        o.Decision!.Decision is var d && (d == Decision.Allowed || (d == Decision.Unknown && !strict))
                    )
                    .Select(o => o.Name)
                    .ToList();

                var expected = args.GetProperty("out");
                if (expected.ValueKind is JsonValueKind.True or JsonValueKind.False)
                {
                    Assert.Equal(expected.GetBoolean(), yes.Count > 0);
                }
                else
                {
                    var names = Quoted().Matches(expected.GetString()!).Select(m => m.Groups[1].Value).ToList();
                    var batch = rest[1].ValueKind == JsonValueKind.Array;
                    Assert.Equal(
                        batch ? names.Chunk(2).Select(n => $"{n[0]} {n[1]}").Order() : names.Order(),
                        yes.Select(n => batch ? n : n.Split(' ')[0]).Order()
                    );
                }
            }
        );
    }

    private static JsonObject? Context(List<JsonElement> rest)
    {
        if (rest.Count < 3 || rest[2].ValueKind != JsonValueKind.Array || rest[2].GetArrayLength() == 0)
        {
            return null;
        }

        return new JsonObject(
            rest[2]
                .EnumerateArray()
                .Select(c => c.GetString()!.Split('='))
                .Select(c => KeyValuePair.Create(c[0], (JsonNode?)c[1]))
        );
    }

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}

/// <summary>The accounts of a question: who is in them, and which policies bear on them.</summary>
internal sealed class IamSpyAccounts(JsonElement question)
{
    private readonly JsonNode _question = JsonNode.Parse(question.GetRawText())!;

    private IEnumerable<JsonNode> Gaads => _question["gaads"]!.AsArray()!;

    private IEnumerable<JsonNode> Details =>
        Gaads.SelectMany(g => g["UserDetailList"]!.AsArray().Concat(g["RoleDetailList"]!.AsArray()))!;

    public IEnumerable<string> Principals => Details.Select(d => d["Arn"]!.GetValue<string>());

    public JsonNode Case(string principal, string action, string resource, JsonObject? context)
    {
        var detail = Details.FirstOrDefault(d => d["Arn"]!.GetValue<string>() == principal);
        var account = principal.Split(':')[4];
        var bucket = (_question["resources"]?.AsArray().SelectMany(r => r!.AsArray()) ?? []).FirstOrDefault(r =>
            resource.StartsWith(r!["Resource"]!.GetValue<string>(), StringComparison.Ordinal)
        );
        var (levels, management) = Levels(account);
        return new JsonObject
        {
            ["name"] = $"{principal} {resource}",
            ["request"] = new JsonObject
            {
                ["principal"] = principal,
                ["action"] = action,
                ["resource"] = resource,
                ["context"] = context?.DeepClone(),
            },
            ["policies"] = new JsonObject
            {
                ["identity"] = new JsonArray([.. detail is null ? [] : Identity(detail).Select(p => p.DeepClone())]),
                ["boundary"] = Managed(detail?["PermissionsBoundary"]?["PermissionsBoundaryArn"])?.DeepClone(),
                ["resource"] = bucket?.DeepClone(),
                ["scp"] = levels,
                ["managementAccount"] = management,
            },
        };
    }

    private IEnumerable<JsonNode> Identity(JsonNode detail) =>
        (detail["UserPolicyList"] ?? detail["RolePolicyList"])!
            .AsArray()
            .Concat(detail["AttachedManagedPolicies"]!.AsArray().Select(a => Managed(a!["PolicyArn"])))!;

    private JsonNode? Managed(JsonNode? arn) =>
        arn is null
            ? null
            : Gaads
                .SelectMany(g => g["Policies"]!.AsArray())
                .Single(p => p!["Arn"]!.GetValue<string>() == arn.GetValue<string>())!["PolicyVersionList"]![0]![
                "Document"
            ];

    // The policies of the account, and of all that stands above it.
    private (JsonArray Levels, string? Management) Levels(string account)
    {
        if (_question["scps"]?[0] is not { } root)
        {
            return ([], null);
        }

        List<JsonNode> path = [];
        return Find(root)
            ? (
                new JsonArray([.. path.Select(n => new JsonObject { ["policies"] = n["Policies"]!.DeepClone() })]),
                root["Arn"]!.GetValue<string>().Split(':')[4]
            )
            : ([], null);

        bool Find(JsonNode node)
        {
            path.Add(node);
            if (node["Id"]!.GetValue<string>() == account || (node["Children"]?.AsArray() ?? []).Any(c => Find(c!)))
            {
                return true;
            }

            path.RemoveAt(path.Count - 1);
            return false;
        }
    }
}
