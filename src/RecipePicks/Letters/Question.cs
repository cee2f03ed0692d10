using System.Reflection;

namespace RecipePicks.Letters;

/// <summary>
/// One question to CloudTrail: an <c>.sql</c> file in its letter's room, in Athena SQL. Its head says what it asks and
/// what it needs; the rest is what the engine runs and what the cheat sheet prints.
/// </summary>
/// <param name="Room">The room it lies in: <c>Ip</c>.</param>
/// <param name="Name">The file's name without <c>.sql</c>.</param>
/// <param name="Asks">The question, in people's words.</param>
/// <param name="Needs">What has to be known to ask it: words of <see cref="Needed"/>; empty when nothing has.</param>
/// <param name="From">Who wrote it, when it is not ours; else null.</param>
/// <param name="Sql">The query, without its head.</param>
internal sealed record Question(
    string Room,
    string Name,
    string Asks,
    IReadOnlyList<string> Needs,
    string? From,
    SqlText Sql
)
{
    /// <summary>
    /// What it reads when that is not everything: <c>-- reads: callers</c>, the callers' own events and no JSON text;
    /// <c>-- reads: telling</c>, calls that change something or issue credentials, that failed, or of other accounts. An engine
    /// that has those events together answers it without reading all others.
    /// </summary>
    public string? Reads { get; init; }

    /// <summary>What selects its events: the text after its only <c>WHERE</c>, up to how the rows are put together or in order.</summary>
    public string Condition =>
        Sql.Text[(Sql.Text.IndexOf("WHERE", StringComparison.Ordinal) + "WHERE".Length)..]
            .Split("GROUP BY")[0]
            .Split("ORDER BY")[0]
            .Trim();

    private static readonly Lazy<IReadOnlyList<Question>> All = new(ReadAll);

    /// <summary>The questions of a room: the cheat sheet's first, then ours, by name.</summary>
    public static IReadOnlyList<Question> Of(string room) => [.. All.Value.Where(q => q.Room == room)];

    /// <summary>A question by its file: <c>Ip/addresses</c>.</summary>
    public static Question Load(string file) =>
        All.Value.FirstOrDefault(q => $"{q.Room}/{q.Name}" == file)
        ?? throw new ArgumentException($"there is no question {file}.sql", nameof(file));

    /// <summary>Reads a question from the text of its file.</summary>
    /// <param name="file">The file: <c>Ip/addresses.sql</c>.</param>
    /// <param name="text">What it holds.</param>
    /// <exception cref="FormatException">The head lacks <c>-- asks:</c> or <c>-- needs:</c>, or needs what nobody knows.</exception>
    public static Question Parse(string file, string text)
    {
        var head = new Dictionary<string, string>();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var at = 0;
        for (; at < lines.Length && lines[at].StartsWith("-- ", StringComparison.Ordinal); at++)
        {
            var parts = lines[at][3..].Split(':', 2);
            head[parts[0].Trim()] = parts.Length == 2 ? parts[1].Trim() : "";
        }

        if (!head.TryGetValue("asks", out var asks) || !head.TryGetValue("needs", out var needs))
        {
            throw new FormatException($"{file} must begin with '-- asks: …' and '-- needs: …'");
        }

        var sql = new SqlText(string.Join('\n', lines[at..]).Trim().TrimEnd(';'));
        var words = needs.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Where(n => n != "nothing").ToList();
        var filled = words.SelectMany(Needed.Parameters).Concat(Needed.Window).ToList();
        var unfilled = sql.Parameters.Except(filled).ToList();
        if (unfilled.Count > 0)
        {
            throw new FormatException($"{file} uses :{unfilled[0]}, which none of its needs ({needs}) gives");
        }

        var slash = file.LastIndexOf('/');
        var name = Path.GetFileNameWithoutExtension(file);
        return new Question(file[..slash], name, asks, words, head.GetValueOrDefault("from"), sql)
        {
            Reads = head.GetValueOrDefault("reads"),
        };
    }

    private static IReadOnlyList<Question> ReadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(n => n.EndsWith(".sql", StringComparison.Ordinal))
                .Select(n => Parse(n.Replace('\\', '/'), Read(assembly, n)))
                .OrderBy(q => q.Room, StringComparer.Ordinal)
                .ThenBy(q => q.From is null)
                .ThenBy(q => q.Name, StringComparer.Ordinal),
        ];
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
