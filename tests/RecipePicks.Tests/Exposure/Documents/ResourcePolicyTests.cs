using System.Text.Json;
using RecipePicks.Exposure;
using RecipePicks.Exposure.Documents;

namespace RecipePicks.Tests.Exposure;

/// <summary>A resource policy as an AWS answer holds it.</summary>
public sealed class ResourcePolicyTests
{
    private const string Account = "111122223333";

    [Theory]
    [InlineData("iam-role", "AWS::IAM::Role", "arn:aws:iam::111122223333:role/teams/report", "sts:AssumeRole")]
    [InlineData("sqs", "AWS::SQS::Queue", "arn:aws:sqs:eu-west-1:111122223333:jobs", "sqs:SendMessage")]
    [InlineData("ecr", "AWS::ECR::Repository", "arn:aws:ecr:eu-west-1:111122223333:repository/app", "ecr:*")]
    public void A_witness_asks_for_the_thing_itself(string kind, string type, string arn, string action)
    {
        var resource = kind == "sqs" ? ""","Resource":"*" """ : "";
        var grant = Judged(kind, type, [arn], action, resource);

        Assert.Equal(Verdict.External, grant.Verdict);
        Assert.EndsWith($" on {arn}", grant.Witness);
    }

    [Theory]
    [InlineData("arn:aws:iam::*:role/report")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/report/session")]
    public void What_is_no_whole_ARN_of_such_a_thing_is_not_asked_for(string name) =>
        Assert.DoesNotContain(name, Judged("iam-role", "AWS::IAM::Role", [name], "sts:AssumeRole", "").Witness);

    private static Grant Judged(string kind, string type, string[] names, string action, string resource)
    {
        var policy = JsonElement.Parse(
            $$"""
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"{{action}}"{{resource}} } }
            """
        );
        var thing = new Thing(type, "report", Account, null) { OtherNames = names };
        return ResourcePolicy.Judge(policy, kind, new Case(new Estate([]), thing, default))[0];
    }
}
