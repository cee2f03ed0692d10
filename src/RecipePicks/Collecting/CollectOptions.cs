namespace RecipePicks.Collecting;

/// <summary>What is to be collected, and how.</summary>
public sealed record CollectOptions
{
    /// <summary>The folder; each account has its own in it.</summary>
    public required string Folder { get; init; }

    /// <summary>Profiles of the AWS CLI, one after the other; empty for the one that it would take by itself.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>Regions; empty for all that are switched on in the account.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>What alone is of interest; null for everything.</summary>
    public Lead? For { get; init; }

    /// <summary>Whether calls are made again that were answered before.</summary>
    public bool Refresh { get; init; }

    /// <summary>How many things of one kind and region are asked about one by one; of the organization, all.</summary>
    public int Most { get; init; } = 1000;

    /// <summary>How many calls are under way at once.</summary>
    public int Parallel { get; init; } = 8;

    /// <summary>The program that is run.</summary>
    internal string Program { get; init; } = "aws";

    /// <summary>How long one call may take; the AWS CLI tries again by itself within it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long to wait before a call is made again that was still too fast for AWS, each time.</summary>
    public IReadOnlyList<TimeSpan> Pauses { get; init; } = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)];
}

/// <summary>How far a collection has come.</summary>
/// <param name="Done">Calls answered, in this run or before.</param>
/// <param name="Calls">Calls known so far; answers lead to more.</param>
/// <param name="Current">The call that was answered last.</param>
/// <param name="Elapsed">Time since the collection began.</param>
public readonly record struct CollectProgress(int Done, int Calls, string Current, TimeSpan Elapsed);

/// <summary>What a collection did.</summary>
public sealed record CollectSummary
{
    /// <summary>The folders of the accounts.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Calls that were answered before and not made again.</summary>
    public int Before { get; init; }

    /// <summary>Calls that were answered.</summary>
    public int Answered { get; init; }

    /// <summary>Calls to which AWS said that there is none.</summary>
    public int Absent { get; init; }

    /// <summary>Calls that AWS refused: unknown.</summary>
    public int Denied { get; init; }

    /// <summary>Calls that went wrong otherwise: unknown.</summary>
    public int Failed { get; init; }

    /// <summary>Each command that was refused or went wrong, how often, and what the AWS CLI said the first time.</summary>
    public IReadOnlyList<(string Call, string Outcome, int Count, string Says)> Unknown { get; init; } = [];
}

/// <summary>Nothing can be collected, or nothing more; the message says why and what to do.</summary>
public sealed class CollectException : Exception
{
    /// <summary>Makes one.</summary>
    public CollectException()
        : this("nothing can be collected") { }

    /// <summary>Makes one with its message.</summary>
    public CollectException(string message)
        : base(message) { }

    /// <summary>Makes one with its message and cause.</summary>
    public CollectException(string message, Exception innerException)
        : base(message, innerException) { }
}
