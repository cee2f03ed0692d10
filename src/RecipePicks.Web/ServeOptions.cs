using RecipePicks.Cases;

namespace RecipePicks.Web;

/// <summary>What is served.</summary>
public sealed record ServeOptions
{
    /// <summary>The case's folder.</summary>
    public required string CaseFolder { get; init; }

    /// <summary>What the page begins with; it may ask for others.</summary>
    public required InvestigationRequest Begin { get; init; }

    /// <summary>The port on the loopback address; 0 for one that is free.</summary>
    public int Port { get; init; }

    /// <summary>How long a query may run.</summary>
    public TimeSpan QueryLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How many rows a query may give.</summary>
    public int MostRows { get; init; } = 20_000;
}
