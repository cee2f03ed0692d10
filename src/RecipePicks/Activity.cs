namespace RecipePicks;

/// <summary>Calls that share a step of time and what they were grouped by.</summary>
/// <param name="Time">The step's start, seconds since 1970, UTC.</param>
/// <param name="Identity">Who called, a place in <see cref="Activity.Identities"/>; -1 when calls are not parted by it.</param>
/// <param name="Address">From where, a place in <see cref="Activity.Addresses"/>; -1 likewise.</param>
/// <param name="Call">Which API, a place in <see cref="Activity.Calls"/>; -1 likewise.</param>
/// <param name="Service">Whose API, a place in <see cref="Activity.Services"/>; -1 likewise.</param>
/// <param name="Tactic">ATT&amp;CK's tactic, a place in <see cref="Activity.Tactics"/>; -1 when the calls are none.</param>
/// <param name="Outcome">0 succeeded, 1 denied, 2 failed.</param>
/// <param name="Count">How many calls.</param>
public readonly record struct ActivityCell(
    long Time,
    int Identity,
    int Address,
    int Call,
    int Service,
    int Tactic,
    int Outcome,
    int Count
);

/// <summary>Calls counted by step of time, identity, address, service and outcome: what a timeline draws.</summary>
public sealed record Activity
{
    /// <summary>No calls.</summary>
    public static Activity Empty { get; } = new();

    /// <summary>The length of a step, seconds.</summary>
    public int Step { get; init; } = 1;

    /// <summary>How many calls the cells hold.</summary>
    public long Events { get; init; }

    /// <summary>Who called.</summary>
    public IReadOnlyList<string> Identities { get; init; } = [];

    /// <summary>From where.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Services, as eventSource names them without <c>.amazonaws.com</c>.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>APIs, as eventName names them.</summary>
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>ATT&amp;CK's tactics, in the order of the matrix.</summary>
    public IReadOnlyList<string> Tactics { get; init; } = [];

    /// <summary>The cells, by time.</summary>
    public IReadOnlyList<ActivityCell> Cells { get; init; } = [];

    /// <summary>The same, with the names that no cell uses left out and the rest in their order.</summary>
    internal Activity OnlyUsed()
    {
        var (identities, identity) = Used(Identities, c => c.Identity);
        var (addresses, address) = Used(Addresses, c => c.Address);
        var (services, service) = Used(Services, c => c.Service);
        var (calls, call) = Used(Calls, c => c.Call);
        return this with
        {
            Identities = identities,
            Addresses = addresses,
            Services = services,
            Calls = calls,
            Cells =
            [
                .. Cells.Select(c =>
                    c with
                    {
                        Identity = c.Identity < 0 ? -1 : identity[c.Identity],
                        Address = c.Address < 0 ? -1 : address[c.Address],
                        Service = c.Service < 0 ? -1 : service[c.Service],
                        Call = c.Call < 0 ? -1 : call[c.Call],
                    }
                ),
            ],
        };
    }

    private (IReadOnlyList<string> Names, Dictionary<int, int> Places) Used(
        IReadOnlyList<string> names,
        Func<ActivityCell, int> place
    )
    {
        var used = Cells
            .Select(place)
            .Where(p => p >= 0)
            .Distinct()
            .OrderBy(p => names[p], StringComparer.Ordinal)
            .ToList();
        return ([.. used.Select(p => names[p])], used.Select((p, i) => (p, i)).ToDictionary(x => x.p, x => x.i));
    }
}
