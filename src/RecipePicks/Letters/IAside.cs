using RecipePicks.Engines;

namespace RecipePicks.Letters;

/// <summary>Answers questions about events that lie together, or were put aside, without reading all others.</summary>
internal interface IAside
{
    /// <summary>Puts the events of callers aside, unless they are.</summary>
    /// <param name="callers">Whose events.</param>
    void Put(Callers callers);

    /// <summary>The engine to ask instead; null when the question reads more than these.</summary>
    /// <param name="question">The question.</param>
    /// <param name="values">Whom it is about.</param>
    IEngine? For(Question question, IReadOnlyDictionary<string, object?> values);
}
