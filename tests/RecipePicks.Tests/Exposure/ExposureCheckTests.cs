using System.Text.Json;
using RecipePicks.Exposure;

namespace RecipePicks.Tests.Exposure;

/// <summary>Every check has a sample of each verdict, and judges it so.</summary>
public sealed class ExposureCheckTests
{
    // Of these no form is public: they name accounts only. A gate is on or off.
    private static readonly HashSet<string> NeverPublic =
    [
        .. new[]
        {
            "AWS::Redshift::ClusterSnapshot access",
            "AWS::RAM::ResourceShare principals",
            "AWS::KMS::Key grants",
        },
    ];

    private static readonly JsonElement Samples = JsonElement.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Exposure", "exposure-samples.json"))
    );

    public static TheoryData<string, string, string?, string> All =>
        new(
            Samples
                .EnumerateObject()
                .SelectMany(c =>
                    c.Value.EnumerateArray()
                        .Select(s =>
                            (
                                c.Name,
                                s.GetProperty("verdict").GetString()!,
                                s.GetProperty("to").GetString(),
                                s.GetProperty("document").GetRawText()
                            )
                        )
                )
        );

    [Theory]
    [MemberData(nameof(All))]
    public void A_sample_is_judged_as_it_says(string state, string verdict, string? to, string document)
    {
        var check = ExposureChecks.All.Single(c => c.State == state);
        var said = check.Of(JsonElement.Parse(document), new ExposureContext("111122223333"));
        Assert.Equal((verdict, to), (said.Verdict.ToString().ToLowerInvariant(), said.Witness));
        Assert.NotEmpty(said.Because);
    }

    [Fact]
    public void Every_check_has_an_open_a_private_and_an_unknown_sample()
    {
        Assert.Equal(
            ExposureChecks.All.Select(c => c.State).Order(),
            Samples.EnumerateObject().Select(c => c.Name).Order()
        );
        foreach (var check in ExposureChecks.All)
        {
            var verdicts = Samples
                .GetProperty(check.State)
                .EnumerateArray()
                .Select(s => s.GetProperty("verdict").GetString())
                .ToHashSet();
            Assert.Contains("private", verdicts);
            Assert.Contains("unknown", verdicts);
            // Of a rule that is known by its id alone nobody knows whether it lets in or out.
            Assert.True(
                check.IsGate
                    || check.State == "AWS::EC2::SecurityGroup rules"
                    || verdicts.Contains(NeverPublic.Contains(check.State) ? "external" : "public"),
                check.State
            );
        }
    }

    [Fact]
    public void Whose_a_resource_is_decides_what_is_shared()
    {
        var check = ExposureChecks.All.Single(c => c.State == "AWS::EC2::Snapshot createVolumePermission");
        var account = JsonElement.Parse("\"111122223333\"");
        Assert.Equal(Verdict.Private, check.Of(account, new ExposureContext("111122223333")).Verdict);
        Assert.Equal(Verdict.External, check.Of(account, new ExposureContext("444455556666")).Verdict);
        Assert.Equal(Verdict.Unknown, check.Of(account, new ExposureContext(null)).Verdict);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("3")]
    [InlineData("\"\"")]
    [InlineData("[[[{\"Statement\":[1,null,{\"Principal\":[{}],\"Condition\":{\"StringEquals\":1}}]}]]]")]
    [InlineData(
        """{"Statement":[1,null,"x",{"Effect":"Allow","Principal":{"AWS":[{}]},"Condition":{"StringEquals":{"aws:SourceIp":{}}}}]}"""
    )]
    [InlineData("""{"ipPermissions":{"items":[1,{"ipRanges":{"items":[{"cidrIp":"999.0.0.0/99"}]}}]}}""")]
    public void Odd_documents_are_no_crash_and_not_public(string document)
    {
        foreach (var check in ExposureChecks.All)
        {
            var said = check.Of(JsonElement.Parse(document), new ExposureContext("111122223333"));
            Assert.NotEqual(Verdict.Public, said.Verdict);
        }
    }
}
