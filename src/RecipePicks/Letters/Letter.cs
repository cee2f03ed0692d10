namespace RecipePicks.Letters;

/// <summary>
/// The one shape of all eleven: a mark, a question, the evidence that it is answered from, and an answer. A letter does
/// no I/O of its own and calls no other letter.
/// </summary>
internal abstract class Letter
{
    /// <summary>The letter as it is spoken.</summary>
    public abstract string Mark { get; }

    /// <summary>The letter's name in the contract.</summary>
    public abstract string Key { get; }

    /// <summary>The question.</summary>
    public abstract string Asks { get; }

    /// <summary>The evidence that it is answered from.</summary>
    public abstract string Needs { get; }

    /// <summary>The kinds of evidence without which it is a part of the answer.</summary>
    public abstract EvidenceKinds Evidence { get; }

    /// <summary>Answers the question.</summary>
    /// <param name="inquiry">The leads and what they came down to.</param>
    public abstract Answer Ask(Inquiry inquiry);

    /// <summary>What it says when it failed on the evidence: nothing is known, least of all that there is nothing.</summary>
    /// <param name="failure">How it failed.</param>
    public Answer Failed(Exception failure) =>
        Says(AnswerStatus.Partial, "Unknown: the program failed on this evidence.") with
        {
            Gaps =
            [
                $"This letter is not answered: {failure.GetType().Name}: {failure.Message} It is a defect of the program, and says nothing of the evidence.",
            ],
        };

    /// <summary>The AWS CLI scripts that would answer it for a lead; none when the logs answer it.</summary>
    /// <param name="leads">The leads; when there is none, the script keeps placeholders.</param>
    public virtual IReadOnlyList<Script> Scripts(IReadOnlyList<Lead> leads) => [];

    /// <summary>The room's questions.</summary>
    public IReadOnlyList<Question> Questions => Question.Of(GetType().Name);

    /// <summary>An answer in this letter's name; its findings are put in order.</summary>
    protected Answer Says(AnswerStatus status, string headline, IEnumerable<Finding>? findings = null) =>
        new()
        {
            Mark = Mark,
            Key = Key,
            Asks = Asks,
            Status = status,
            Headline = headline,
            Findings = [.. (findings ?? []).Where(f => f.Evidence.Count > 0).OrderByDescending(f => f.Severity)],
        };

    /// <summary>An answer that this evidence does not hold, with the scripts and queries that would fetch it.</summary>
    protected Answer NotInEvidence(Inquiry inquiry, string headline, IReadOnlyList<Lead>? leads = null)
    {
        var scripts = Scripts(leads ?? ScriptLeads.Of(inquiry));
        return Says(AnswerStatus.NotInEvidence, headline) with
        {
            Gaps = [.. scripts.Select(s => $"{s.Says} Fetch it with:\n{s.Text}")],
            Reproduce =
            [
                .. scripts.Select(s => new Reproduction("cli", s.Text)),
                .. Questions.SelectMany(q => Filled(inquiry, q)),
            ],
        };
    }

    /// <summary>A question as texts to paste: one for each resource, or one for all callers.</summary>
    protected static IEnumerable<Reproduction> Filled(Inquiry inquiry, Question question) =>
        question.Needs switch
        {
            ["resource", ..] => inquiry.Resources.Select(r => inquiry.Reproduce(question, ResourceParameters(r.Name))),
            ["callers", ..] => inquiry.Callers.IsEmpty ? [] : [inquiry.Reproduce(question, inquiry.Callers.Parameters)],
            [] => [inquiry.Reproduce(question, new Dictionary<string, object?>())],
            _ => [],
        };

    /// <summary>The parameters of a question that needs a resource.</summary>
    internal static IReadOnlyDictionary<string, object?> ResourceParameters(string name) =>
        new Dictionary<string, object?>
        {
            ["resource"] = name,
            ["resource_json"] = ResourceName.InsideJson(name),
            ["resource_like"] = $"%{name}%",
        };
}

/// <summary>A shell script for the AWS CLI.</summary>
/// <param name="Says">What it would tell.</param>
/// <param name="Text">The script, its values quoted.</param>
internal sealed record Script(string Says, string Text)
{
    /// <summary>What it would tell, in one line: what follows a line break in a gap is a script.</summary>
    public string Says { get; } = Prose.OneLine(Says);
}
