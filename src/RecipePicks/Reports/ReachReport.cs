using RecipePicks.Exposure.Reach;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Reports.Escaping;
using RecipePicks.Reports.Text;

namespace RecipePicks.Reports;

/// <summary>The verdict of <c>picks public</c>.</summary>
public static class ReachReport
{
    /// <summary>Prints it for people: the verdicts, the request that proves it, and why.</summary>
    /// <param name="reach">The verdict.</param>
    /// <param name="surface">What it is written on.</param>
    /// <param name="output">Where to.</param>
    public static void WriteText(PolicyReach reach, Surface surface, TextWriter output)
    {
        var page = new Page(output, surface);
        page.Line(new Piece(reach.Verdict, Ink.Bold), $"  by AWS's rule of fixed values: {Aws(reach)}");
        if (reach.Witness is { } witness)
        {
            page.Beside(["  "], $"{witness.Caller.Text} may {witness.Action} on {witness.Resource}{With(witness)}");
        }

        foreach (var reason in reach.Because)
        {
            page.Beside(["  "], reason);
        }
    }

    /// <summary>Prints it as JSON: <c>{verdict, aws, witness, because}</c>.</summary>
    /// <param name="reach">The verdict.</param>
    /// <param name="output">Where to.</param>
    public static void WriteJson(PolicyReach reach, TextWriter output)
    {
        var json = new JsonPage(output);
        json.Document(() =>
        {
            json.Text("verdict", reach.Verdict);
            json.Text("aws", Aws(reach));
            if (reach.Witness is { } witness)
            {
                json.Object("witness", () => Write(json, witness));
            }
            else
            {
                json.Raw("witness", "null");
            }

            json.List("because", reach.Because.Select(InertJson.Quote));
        });
    }

    private static string Aws(PolicyReach reach) => reach.IsPublicToAws ? "public" : "nonPublic";

    private static string With(AccessRequest witness) =>
        string.Concat(Keys(witness).Select(k => $", {k.Key} {string.Join(" and ", k.Values)}"));

    private static void Write(JsonPage json, AccessRequest witness)
    {
        json.Text("principal", witness.Caller.Text);
        json.Text("action", witness.Action);
        json.Text("resource", witness.Resource);
        json.Object(
            "context",
            () =>
            {
                foreach (var (key, values) in Keys(witness))
                {
                    json.List(key, values.Select(InertJson.Quote));
                }
            }
        );
    }

    private static IEnumerable<(string Key, IReadOnlyList<string> Values)> Keys(AccessRequest witness) =>
        witness
            .Context.Known.Where(k => k.Value.Values.Count > 0)
            .OrderBy(k => k.Key, StringComparer.Ordinal)
            .Select(k => (k.Key, k.Value.Values));
}
