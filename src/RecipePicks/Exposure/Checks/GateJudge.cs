using System.Text.Json;
using static RecipePicks.Exposure.JsonWalk;

namespace RecipePicks.Exposure.Checks;

/// <summary>Judges what keeps others shut: a gate that is off opens nothing, but lets what is public take effect.</summary>
internal static class GateJudge
{
    // The last two decide what is open now; the first two refuse what would open it (S3 User Guide, "Block public access").
    private static readonly string[] Flags =
    [
        "IgnorePublicAcls",
        "RestrictPublicBuckets",
        "BlockPublicAcls",
        "BlockPublicPolicy",
    ];

    /// <summary>Judges the four switches of S3's Block Public Access.</summary>
    public static IReadOnlyList<Grant> PublicAccessBlock(JsonElement document, ExposureContext about)
    {
        var off = Flags.Where(f => Text(document, f) is not ("true" or "TRUE" or "True")).ToList();
        var unread = Flags.Where(f => Text(document, f) is null).ToList();
        return document.ValueKind != JsonValueKind.Object || unread.Count == Flags.Length
                ? [Grant.Unclear("the record does not hold the switches of Block Public Access")]
            : off.Count == 0 ? [Grant.Nobody("all four switches of Block Public Access are on")]
            :
            [
                Grant.Unclear(
                    $"Block Public Access is off for {string.Join(", ", off)}: policies and ACLs decide who gets in"
                ),
            ];
    }

    /// <summary>Judges the state of Block Public Access of snapshots or images.</summary>
    /// <param name="document"><c>block-all-sharing</c>, <c>block-new-sharing</c> or <c>unblocked</c>.</param>
    /// <param name="about">Whose it is.</param>
    public static IReadOnlyList<Grant> State(JsonElement document, ExposureContext about) =>
        Text(document) switch
        {
            "block-all-sharing" or "block-new-sharing" => [Grant.Nobody($"the state is {Text(document)}")],
            var state =>
            [
                Grant.Unclear(
                    $"public sharing is not blocked (state {state ?? "unknown"}): permissions decide who gets in"
                ),
            ],
        };
}
