using RecipePicks.Engines;

namespace RecipePicks.Sources;

/// <summary>Numbers the JSON paths that name identifiers. One a worker: there are hundreds of paths, and millions of namings.</summary>
internal sealed class PathTable
{
    private readonly Dictionary<ulong, int> _numbers = [];
    private readonly List<(string Path, NamingRole Role)> _paths = [];

    /// <summary>The paths, by number.</summary>
    public IReadOnlyList<(string Path, NamingRole Role)> Paths => _paths;

    /// <summary>Finds a path's number.</summary>
    /// <param name="hash">The hash of its parts.</param>
    /// <param name="number">Its number.</param>
    /// <returns>Whether the path is known.</returns>
    public bool TryFind(ulong hash, out int number) => _numbers.TryGetValue(hash, out number);

    /// <summary>Adds a path.</summary>
    /// <param name="hash">The hash of its parts.</param>
    /// <param name="path">The path: <c>requestParameters.instancesSet.items[].instanceId</c>.</param>
    /// <param name="role">What it is to the call.</param>
    /// <returns>Its number. Index files keep two bytes for it, so that paths beyond 65,534 share one that says so.</returns>
    public int Add(ulong hash, string path, NamingRole role) => _numbers[hash] = Add(path, role);

    /// <summary>The number of a path; it is added when it is new.</summary>
    /// <param name="path">The path.</param>
    /// <param name="role">What it is to the call.</param>
    public int Number(string path, NamingRole role)
    {
        var hash = ContentHash.Of(System.Text.Encoding.UTF8.GetBytes($"{(int)role}{path}"));
        return TryFind(hash, out var number) ? number : Add(hash, path, role);
    }

    /// <summary>Adds a path whose number the caller remembers.</summary>
    /// <param name="path">The path.</param>
    /// <param name="role">What it is to the call.</param>
    /// <returns>Its number.</returns>
    public int Add(string path, NamingRole role)
    {
        if (_paths.Count < ushort.MaxValue - 1)
        {
            _paths.Add((path, role));
        }
        else if (_paths.Count == ushort.MaxValue - 1)
        {
            _paths.Add(("(one of many more paths)", NamingRole.Mention));
        }

        return _paths.Count - 1;
    }
}
