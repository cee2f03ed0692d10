namespace RecipePicks.State;

/// <summary>Evidence of a state: an AWS Config item, or what the AWS CLI printed.</summary>
public sealed record StateDocument
{
    /// <summary><c>config</c>, or the member of the CLI's output that it was in: <c>SecurityGroups</c>.</summary>
    public required string Form { get; init; }

    /// <summary>The resource's type: <c>AWS::EC2::SecurityGroup</c>.</summary>
    public required string Type { get; init; }

    /// <summary>When it was taken, UTC; null when it does not say, and then it is held to be later than every call.</summary>
    public DateTime? Time { get; init; }

    /// <summary>The account that it tells of.</summary>
    public string? Account { get; init; }

    /// <summary>The region that it tells of.</summary>
    public string? Region { get; init; }

    /// <summary>The names that it gives the resource: id, name, ARN.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>AWS Config's status of the item: <c>OK</c>, <c>ResourceDeleted</c> …; null for others.</summary>
    public string? Status { get; init; }

    /// <summary>The configuration as JSON text.</summary>
    public string? Json { get; init; }

    /// <summary>AWS Config's supplementary configuration as JSON text: bucket policies and the like.</summary>
    public string? More { get; init; }

    /// <summary>The file that it came in, as the ledger names it.</summary>
    public string File { get; init; } = "";

    /// <summary>Its place in that file, counted from 1.</summary>
    public long Record { get; init; }
}
