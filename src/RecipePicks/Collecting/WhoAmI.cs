using System.Text.Json;
using RecipePicks.Sources;

namespace RecipePicks.Collecting;

/// <summary>Who collects.</summary>
/// <param name="Account">The account.</param>
/// <param name="Partition"><c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</param>
/// <param name="Output">What <c>aws sts get-caller-identity</c> printed.</param>
internal sealed record WhoAmI(string Account, string Partition, byte[] Output)
{
    /// <summary>The call that tells.</summary>
    public static CliCall Call => CliCalls.Of("sts get-caller-identity")[0];

    /// <summary>Asks.</summary>
    /// <exception cref="CollectException">There are no credentials, or they are no good.</exception>
    public static async Task<WhoAmI> Ask(AwsCli cli, string? profile, string region, CancellationToken cancellation)
    {
        var planned = PlannedCall.Of(Call, null, region, new Dictionary<string, string>());
        var run = await cli.Run(planned.Arguments(profile), cancellation).ConfigureAwait(false);
        var outcome = CliOutcome.Of(Call, run);
        var arn = outcome.Outcome == CliAnswer.Ok && run.Output.Length > 0 ? Caller(run.Output) : null;
        return arn is { Account.Length: 12 }
            ? new(arn.Account, arn.Partition, run.Output)
            : throw new CollectException(
                $"AWS does not say who is asking{(profile is null ? "" : $" with profile {profile}")}: "
                    + $"{outcome.Message ?? "get-caller-identity prints no ARN"}. Sign in (aws configure, aws sso login), or name "
                    + "another profile with --profile"
            );
    }

    private static Arn? Caller(byte[] output)
    {
        using var document = JsonDocument.Parse(output);
        return JsonPath.Values(document.RootElement, "Arn").Select(Arn.TryParse).FirstOrDefault();
    }
}

/// <summary>The region that is asked for what has none.</summary>
internal static class HomeRegion
{
    private const string Otherwise = "us-east-1";

    /// <summary>The first region that was named, else the one that the AWS CLI would take.</summary>
    public static async Task<string> Of(
        AwsCli cli,
        string? profile,
        IReadOnlyList<string> named,
        string? ofLead,
        CancellationToken cancellation
    )
    {
        if (named is [var first, ..])
        {
            return first;
        }

        if (ofLead is not null)
        {
            return ofLead;
        }

        foreach (var variable in (ReadOnlySpan<string>)["AWS_REGION", "AWS_DEFAULT_REGION"])
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } region)
            {
                return region;
            }
        }

        IReadOnlyList<string> arguments =
        [
            "configure",
            "get",
            "region",
            .. profile is null ? (IEnumerable<string>)[] : [$"--profile={profile}"],
        ];
        var run = await cli.Run(arguments, cancellation).ConfigureAwait(false);
        var text = System.Text.Encoding.UTF8.GetString(run.Output).Trim();
        return run.Code == 0 && text.Length > 0 ? text : Otherwise;
    }
}
