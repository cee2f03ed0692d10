using RecipePicks.Cases;
using RecipePicks.Iam.Accounts;
using RecipePicks.Reports.Escaping;
using RecipePicks.Reports.Text;

namespace RecipePicks.Reports;

/// <summary>The answers of <c>picks can</c> and <c>picks who-can</c>.</summary>
public static class AccessReport
{
    /// <summary>Prints them for people: a line a principal; the statements, the conditions and what is missing below it.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="surface">What they are written on.</param>
    /// <param name="output">Where to.</param>
    public static void WriteText(IEnumerable<PrincipalAccess> answers, Surface surface, TextWriter output)
    {
        var page = new Page(output, surface);
        foreach (var answer in answers)
        {
            page.Line(new Piece(Word(answer.Access).PadRight(12), Ink.Bold), answer.Principal);
            foreach (
                var line in answer
                    .Access.Conditions.Concat(answer.Access.Decision.Because.Select(r => r.ToString()))
                    .Concat(Missing(answer).Select(m => $"not in the evidence: {m}"))
            )
            {
                page.Beside(["  "], line);
            }
        }
    }

    /// <summary>Prints them as JSON: a list of <c>{principal, verdict, because, conditions, missing}</c>.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="output">Where to.</param>
    public static void WriteJson(IEnumerable<PrincipalAccess> answers, TextWriter output)
    {
        var json = new JsonPage(output);
        json.Documents(
            answers,
            answer =>
            {
                json.Text("principal", answer.Principal);
                json.Text("verdict", Word(answer.Access));
                json.Text("byEvidence", answer.Access.ByEvidence.ToString().ToUpperInvariant());
                json.List("because", answer.Access.Decision.Because.Select(r => InertJson.Quote(r.ToString())));
                json.List("conditions", answer.Access.Conditions.Select(InertJson.Quote));
                json.List("missing", Missing(answer).Select(InertJson.Quote));
            }
        );
    }

    private static string Word(Access access) => access.Verdict.ToString().ToUpperInvariant();

    private static IEnumerable<string> Missing(PrincipalAccess answer) =>
        answer.Missing.Concat(answer.Access.Decision.Missing).Distinct();
}
