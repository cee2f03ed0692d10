namespace RecipePicks;

/// <summary>How surely a finding follows from its evidence.</summary>
public enum Certainty
{
    /// <summary>The evidence says it in so many words.</summary>
    Exact,

    /// <summary>It follows by a rule that is usually, not always, right; the finding names the rule.</summary>
    Inferred,

    /// <summary>Several readings fit the evidence; all of them are shown.</summary>
    Ambiguous,
}

/// <summary>How much a finding matters to a responder at three in the morning.</summary>
public enum Severity
{
    /// <summary>Context.</summary>
    Info,

    /// <summary>Worth a look.</summary>
    Notice,

    /// <summary>Likely part of the incident.</summary>
    Warning,

    /// <summary>Act on it now.</summary>
    Critical,
}

/// <summary>The three states in which a letter can end.</summary>
public enum AnswerStatus
{
    /// <summary>The evidence answers the question.</summary>
    Answered,

    /// <summary>It answers a part; the gaps say what is missing.</summary>
    Partial,

    /// <summary>It cannot answer; the gaps print the exact command or query that would.</summary>
    NotInEvidence,
}
