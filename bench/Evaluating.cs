using System.Diagnostics;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Bench;

/// <summary>Concrete decisions a second on one core, for an identity policy of ten statements read beforehand.</summary>
internal static class Evaluating
{
    private const int Warm = 200_000;

    /// <summary>Decides for a time and prints how many a second of one core's time.</summary>
    /// <param name="document">The policy: nine statements that do not apply to all requests, and one that allows.</param>
    /// <param name="seconds">Seconds of processor time.</param>
    public static void Run(string document, double seconds)
    {
        var policies = new PolicySet { Identity = PolicyLayer.Of(Policy.Parse(document, "ten")) };
        var caller = Caller.TryParse("arn:aws:iam::111122223333:user/alice")!;
        var context = new RequestContext([
            KeyValuePair.Create<string, IReadOnlyList<string>>("aws:SecureTransport", ["true"]),
            KeyValuePair.Create<string, IReadOnlyList<string>>("aws:SourceIp", ["203.0.113.7"]),
        ]);
        (string Action, string Resource)[] asked =
        [
            ("s3:GetObject", "arn:aws:s3:::data/2026/03.csv"),
            ("s3:PutObject", "arn:aws:s3:::home/alice/x"),
            ("dynamodb:Query", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders"),
            ("iam:CreateUser", "arn:aws:iam::111122223333:user/eve"),
        ];
        var (decisions, allowed) = (0L, 0L);
        void Ask(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var (action, resource) = asked[i % asked.Length];
                var request = new AccessRequest(caller, action, resource, context, "111122223333");
                allowed += PolicyEvaluator.Decide(request, policies).IsAllowed ? 1 : 0;
                decisions++;
            }
        }

        Ask(Warm);
        (decisions, allowed) = (0, 0);
        using var process = Process.GetCurrentProcess();
        var start = process.TotalProcessorTime;
        var spent = TimeSpan.Zero;
        while (spent.TotalSeconds < seconds)
        {
            Ask(Warm / 10);
            process.Refresh();
            spent = process.TotalProcessorTime - start;
        }

        Console.WriteLine(
            $"evaluate: {decisions / spent.TotalSeconds:N0} decisions a second of one core, {100 * allowed / decisions} % allowed"
        );
    }
}
