using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RecipePicks.State;

/// <summary>What replay knows of AWS's calls: <c>knowledge.json</c>, an entry a call and resource.</summary>
public sealed partial class StateKnowledge
{
    private static readonly Lazy<StateKnowledge> Loaded = new(Load);
    private readonly ILookup<(string Source, string Call), CallEntry> _calls;
    private readonly ILookup<(string Form, string Type), DocumentEntry> _documents;

    internal StateKnowledge(KnowledgeFile file)
    {
        File = file;
        _calls = file.Calls.ToLookup(c => (c.Source, c.Call));
        _documents = file.Documents.ToLookup(d => (d.Form, d.Type));
        Calls = [.. file.Calls.Select(c => (c.Source, c.Call)).Distinct().Order()];
    }

    /// <summary>The knowledge that comes with the program.</summary>
    public static StateKnowledge Default => Loaded.Value;

    /// <summary>The calls that it knows, each once, sorted; names without the date that Lambda adds.</summary>
    public IReadOnlyList<(string Source, string Call)> Calls { get; }

    internal KnowledgeFile File { get; }

    /// <summary>A call's name without the date and version that Lambda and CloudFront add: <c>UpdateFunctionCode20150331v2</c>.</summary>
    /// <param name="eventName">The name as it was logged.</param>
    public static string NameOf(string eventName) => Dated().Replace(eventName, "");

    /// <summary>What people call a type: <c>role</c>; the type's last part where the knowledge has no word.</summary>
    /// <param name="type"><c>AWS::IAM::Role</c>.</param>
    public string Noun(string type) => Type(type).Noun;

    internal TypeEntry Type(string type) =>
        File.Types.GetValueOrDefault(type)
        ?? new TypeEntry(type[(type.LastIndexOf(':') + 1)..].ToLowerInvariant(), "region");

    /// <summary>The knowledge of some types, of some of them no more than one value and whether they are there.</summary>
    /// <param name="types">The types.</param>
    /// <param name="paths">Of a type the one path that is of interest; all paths where none is given.</param>
    internal StateKnowledge Only(IReadOnlyCollection<string> types, IReadOnlyDictionary<string, string> paths)
    {
        bool Tells(string type, EffectEntry effect) =>
            effect.Path is null || !paths.TryGetValue(type, out var path) || effect.Path == path;
        return new(
            File with
            {
                Calls =
                [
                    .. File
                        .Calls.Where(c => types.Contains(c.Type))
                        .Select(c => c with { Effects = [.. c.Effects.Where(e => Tells(c.Type, e))] })
                        .Where(c => c.Effects.Count > 0),
                ],
                Documents =
                [
                    .. File.Documents.Select(d => d with { Shows = [.. d.Shows.Where(e => Tells(d.Type, e))] }),
                ],
            }
        );
    }

    internal IEnumerable<CallEntry> Of(StateCall call) => _calls[(call.Source, NameOf(call.Name))];

    internal DocumentEntry? Of(StateDocument document) => _documents[(document.Form, document.Type)].FirstOrDefault();

    private static StateKnowledge Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("State/knowledge.json")!;
        return new(JsonSerializer.Deserialize(stream, StateJsonContext.Default.KnowledgeFile)!);
    }

    [GeneratedRegex(
        "_?20[0-9]{2}_?[0-9]{2}_?[0-9]{2}(v[0-9]+)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Dated();
}
