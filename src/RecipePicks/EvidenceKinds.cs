namespace RecipePicks;

/// <summary>Kinds of evidence: what a letter is answered from, and what a gap takes away.</summary>
[Flags]
public enum EvidenceKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Management events that change something.</summary>
    Writes = 1,

    /// <summary>Management events that only read; AssumeRole is one.</summary>
    Reads = 2,

    /// <summary>Data events: objects read, functions invoked, items written.</summary>
    Data = 4,

    /// <summary>Network activity events: calls through VPC endpoints.</summary>
    Network = 8,

    /// <summary>Insights: unusual rates of calls and of errors.</summary>
    Insights = 16,

    /// <summary>What AWS Config recorded.</summary>
    Configuration = 32,

    /// <summary>All management events.</summary>
    Management = Writes | Reads,

    /// <summary>All that CloudTrail delivers as events.</summary>
    Events = Management | Data | Network,
}
