using System.Text.Json;
using RecipePicks.Exposure;
using RecipePicks.Exposure.Documents;

namespace RecipePicks.Tests.Exposure;

/// <summary>Every check of the sheet judges what the AWS CLI prints, with samples of each verdict that it can give.</summary>
public sealed class DocumentChecksTests
{
    private const string Account = "111122223333";

    // Of these no form is open to everyone: they name accounts, or are reached through links alone.
    private static readonly HashSet<int> NeverPublic = [6, 15, 43, 57, 70];

    // What keeps others out stands between them and these.
    private static readonly HashSet<int> Gated =
    [
        1,
        10,
        11,
        12,
        13,
        14,
        24,
        30,
        50,
        51,
        52,
        53,
        54,
        56,
        58,
        59,
        60,
        62,
        63,
    ];

    private static readonly JsonElement[] s_samples =
    [
        .. JsonElement
            .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Exposure", "document-samples.json")))
            .EnumerateArray(),
    ];

    public static TheoryData<int, string> All =>
        new(s_samples.Select((s, i) => (i, $"{s.GetProperty("check")} {s.GetProperty("type").GetString()}")));

    [Theory]
    [MemberData(nameof(All))]
    public void A_sample_is_judged_as_it_says(int sample, string what)
    {
        var (openings, said) = Judged(s_samples[sample]);
        var wanted = s_samples[sample].GetProperty("verdict").GetString();
        Assert.True(wanted == said, $"{what}: {said}, not {wanted}\n{string.Join('\n', openings.Select(Words))}");
        var such = openings.Where(o => o.Grant.Verdict.Word() == wanted).ToList();
        Assert.All(such, o => Assert.NotEmpty(o.Grant.Why));
        foreach (
            var (member, text) in new (string, Func<Opening, string?>)[]
            {
                ("to", o => o.Grant.To),
                ("why", o => o.Grant.Why),
            }
        )
        {
            if (s_samples[sample].TryGetProperty(member, out var part))
            {
                Assert.Contains(such, o => text(o)?.Contains(part.GetString()!, StringComparison.Ordinal) == true);
            }
        }
    }

    [Fact]
    public void Every_check_of_the_sheet_has_an_open_and_a_closed_sample_and_one_of_its_gate()
    {
        var verdicts = s_samples.ToLookup(
            s => s.GetProperty("check").GetInt32(),
            s => s.GetProperty("verdict").GetString()!
        );
        Assert.Equal(53, verdicts.Count);
        Assert.All(
            verdicts,
            check =>
            {
                var isOpen = NeverPublic.Contains(check.Key)
                    ? check.Any(v => v is "EXTERNAL" or "PUBLIC-VIA-LINK")
                    : check.Any(v => v is "PUBLIC" or "PUBLIC-AUTH");
                Assert.True(isOpen, $"{check.Key} has no open sample");
                Assert.True(check.Any(v => v is "PRIVATE" or "LATENT"), $"{check.Key} has no closed sample");
                Assert.True(!Gated.Contains(check.Key) || check.Contains("LATENT"), $"{check.Key}: no gate");
            }
        );
    }

    [Fact]
    public void What_was_refused_is_never_closed()
    {
        foreach (var sample in s_samples.Where(s => s.GetProperty("verdict").GetString() != "PRIVATE"))
        {
            foreach (var at in Enumerable.Range(0, sample.GetProperty("documents").GetArrayLength()))
            {
                var documents = Documents(sample);
                documents[at] = documents[at] with { Pages = [], IsAbsent = false, Unknown = "was denied" };
                var openings = Of(sample, documents);
                Assert.True(
                    openings.Count == 0
                        || !openings.All(o => o.Grant.Verdict == Verdict.Private)
                        || IsAside(documents[at].Call)
                        || (IsOfTheWay(documents[at].Call) && sample.GetProperty("verdict").GetString() == ThroughLink),
                    $"{sample.GetProperty("check")} without {documents[at].Call}\n{string.Join('\n', openings.Select(Words))}"
                );
            }
        }
    }

    // Whether a gate shuts a way that leads to a thing, or an API that calls it is open, tells of the way alone.
    private static bool IsOfTheWay(string call) =>
        call == "ec2 describe-vpc-block-public-access-options"
        || call.StartsWith("apigateway", StringComparison.Ordinal);

    private const string ThroughLink = "PUBLIC-VIA-LINK";

    // These tell of ways that lead to a thing, not of the thing.
    private static bool IsAside(string call) =>
        call
            is "cloudfront list-distributions"
                or "elbv2 describe-target-groups"
                or "elbv2 describe-target-health"
                or "elbv2 describe-load-balancers"
                or "elbv2 describe-listeners"
                or "globalaccelerator list-accelerators"
                or "globalaccelerator list-endpoint-groups"
                or "ec2 describe-addresses" // An interface tells its own addresses.
                or "ec2 describe-instances"
                or "ec2 describe-security-groups"
                or "ec2 describe-route-tables"
                or "ec2 describe-network-acls"
                or "ec2 describe-subnets"
                or "s3api get-bucket-policy"
                or "lambda get-policy"
                or "lambda get-function-url-config";

    private static (IReadOnlyList<Opening> Openings, string Verdict) Judged(JsonElement sample)
    {
        var check = sample.GetProperty("check").GetInt32();
        var openings = Of(sample, Documents(sample));
        var own = openings
            .Where(o => o.Check == check || (check is 10 && o.Check == 11) || o.Link is not null)
            .ToList();
        return (
            openings,
            (own.Count > 0 ? own : [.. openings])
                .Select(o => o.Grant.Verdict)
                .DefaultIfEmpty(Verdict.Private)
                .Max()
                .Word()
        );
    }

    private static IReadOnlyList<Opening> Of(JsonElement sample, IEnumerable<Document> documents) =>
        DocumentChecks.Of(
            new Estate(documents),
            t => t.Type == sample.GetProperty("type").GetString() && t.Name == sample.GetProperty("name").GetString()
        );

    private static List<Document> Documents(JsonElement sample) =>
        [
            .. sample
                .GetProperty("documents")
                .EnumerateArray()
                .Select(d => new Document(
                    d.GetProperty("call").GetString()!,
                    Account,
                    Text(d, "region"),
                    Text(d, "subject")
                )
                {
                    Pages = d.TryGetProperty("output", out var output) ? [output] : [],
                    IsAbsent = Text(d, "outcome") == "absent",
                    Unknown = Text(d, "outcome") == "denied" ? $"was denied: {Text(d, "message")}" : null,
                }),
        ];

    private static string? Text(JsonElement of, string member) =>
        of.TryGetProperty(member, out var value) ? value.GetString() : null;

    private static string Words(Opening o) => $"{o.Check} {o.What}: {o.Grant.Verdict} {o.Grant.To}: {o.Grant.Why}";
}
