using System.Text.RegularExpressions;

namespace RecipePicks.EndToEnd;

/// <summary>The rules of the house, read off the sources.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>
    /// From left to right: a room uses only those before it. Aws stands first because it knows of nothing but the way to AWS;
    /// Engines next because it says what an engine is; the local one is the Store's.
    /// </summary>
    private static readonly string[] s_rooms =
    [
        "Aws",
        "Engines",
        "Sources",
        "Sql",
        "Store",
        "Letters",
        "Collecting",
        "Cases",
        "Reports",
    ];

    /// <summary>Pure reasoning: the vocabulary at the root, and nothing else.</summary>
    private static readonly string[] s_pure = ["Lineage", "State", "Iam", "Exposure", "Tactics"];

    /// <summary>The pure rooms that may read policies: docs/decisions/0009.</summary>
    private static readonly string[] s_aboveIam = ["Lineage", "State", "Exposure"];

    private static readonly string[] s_all = [.. s_rooms, .. s_pure];

    [Fact]
    public void Rooms_use_only_rooms_to_their_left()
    {
        var types = s_all.ToDictionary(room => room, Types);
        var wrong = s_all.SelectMany(room =>
            Sources(room)
                .SelectMany(file =>
                    s_all
                        .Where(other => other != room && !MayUse(room, other) && Uses(Code(file), other, types[other]))
                        .Select(other => $"{Path.GetRelativePath(Repository.Root, file)} uses {other}")
                )
        );

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_vocabulary_uses_no_room()
    {
        var files = Directory.GetFiles(Repository.File("src/RecipePicks"), "*.cs");
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotContain(s_all, room => Uses(Code(file), room, Types(room))));
    }

    [Theory]
    [InlineData("using RecipePicks.Store;", true)]
    [InlineData("using static RecipePicks.Store.Case;", true)]
    [InlineData("var x = Store.Case.Open(y);", true)]
    [InlineData("RecipePicks.Store.Case x;", true)]
    [InlineData("global::RecipePicks.Store.Case x;", true)]
    [InlineData("// Store.Case", false)]
    [InlineData("/// <see cref=\"Store.Case\"/>", false)]
    [InlineData("var x = this.Store.Case;", false)]
    [InlineData("var x = Store.Count;", false)]
    [InlineData("var x = \"RecipePicks.Store\";", false)]
    public void A_use_is_seen(string code, bool uses) => Assert.Equal(uses, Uses(Strip(code), "Store", ["Case"]));

    [Fact]
    public void Projects_use_only_projects_to_their_left()
    {
        Assert.Empty(References("RecipePicks.DuckDb"));
        Assert.Equal(["RecipePicks.DuckDb"], References("RecipePicks"));
        Assert.Equal(["RecipePicks"], References("RecipePicks.Web"));
        Assert.Empty(References("RecipePicks.Cli").Except(["RecipePicks", "RecipePicks.Web"]));
    }

    [Fact]
    public void Unsafe_code_is_the_bindings_alone()
    {
        var projects = Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories);
        var builds = Directory.GetFiles(Repository.Root, "*.props");

        Assert.Equal(
            ["RecipePicks.DuckDb.csproj"],
            projects
                .Concat(builds)
                .Where(file => File.ReadAllText(file).Contains("AllowUnsafeBlocks"))
                .Select(file => Path.GetFileName(file))
        );
    }

    private static bool MayUse(string room, string other) =>
        s_pure.Contains(room)
            ? other == "Iam" && s_aboveIam.Contains(room)
            : s_pure.Contains(other) || Array.IndexOf(s_rooms, other) < Array.IndexOf(s_rooms, room);

    private static bool Uses(string code, string room, IReadOnlyCollection<string> types) =>
        Regex.IsMatch(code, $@"\bRecipePicks\.{room}\b")
        || Regex.Matches(code, $@"(?<![\w.]){room}\.(\w+)").Any(m => types.Contains(m.Groups[1].Value));

    private static string[] Sources(string room)
    {
        var folder = Repository.File($"src/RecipePicks/{room}");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories) : [];
    }

    private static IReadOnlyCollection<string> Types(string room) =>
        [.. Sources(room).SelectMany(file => Declaration().Matches(Code(file))).Select(m => m.Groups[1].Value)];

    private static string Code(string file) => Strip(File.ReadAllText(file));

    private static string Strip(string code) => CommentsAndStrings().Replace(code, "");

    private static string[] References(string project) =>
        [
            .. Regex
                .Matches(
                    Repository.Read($"src/{project}/{project}.csproj"),
                    @"<ProjectReference Include="".*/(.+)\.csproj"""
                )
                .Select(m => m.Groups[1].Value),
        ];

    [GeneratedRegex(
        @"//[^\n]*|/\*.*?\*/|""""""+.*?""""""+|@""(?:[^""]|"""")*""|""(?:[^""\\\n]|\\.)*""",
        RegexOptions.Singleline
    )]
    private static partial Regex CommentsAndStrings();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum|delegate)\s+(?:struct\s+|class\s+)?(\w+)")]
    private static partial Regex Declaration();
}
