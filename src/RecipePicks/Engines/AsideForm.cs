namespace RecipePicks.Engines;

/// <summary>What is kept of events that are put aside.</summary>
public enum AsideForm
{
    /// <summary>Who called what from where, and how it went: no JSON text.</summary>
    Calls,

    /// <summary>The JSON texts of requests and responses as well, and what ties records of different accounts together.</summary>
    Texts,
}
