using System.Text.Json;

namespace RecipePicks.Iam.Policies;

/// <summary>Reads a document's elements.</summary>
/// <remarks>
/// Source: IAM User Guide, "Grammar of the IAM JSON policy language". The names of elements are taken in any case; what a
/// stored policy may hold though the grammar does not know it is read and noticed, not refused.
/// </remarks>
internal static class PolicyParser
{
    private static readonly string[] Known = ["Version", "Id", "Statement"];

    public static Policy Parse(byte[] bytes, string name, PolicyKind? kind)
    {
        var document = new Element(Piece.Read(bytes), "");
        document.MustBe(JsonTokenType.StartObject, "an object");
        document.MembersAre(Known);
        var version = VersionOf(document.Member("Version"));
        var notices = new List<string>();
        var statements = StatementsOf(document, new StatementParser(version, kind, notices));
        var twice = statements.Where(s => s.Sid is not null).GroupBy(s => s.Sid).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
        {
            // IAM refuses this; Amazon S3 and others do not.
            notices.Add($"{PolicyWords.Sids} {twice.Key} is the Sid of {twice.Count()}");
        }

        return new Policy
        {
            Name = name,
            Version = version,
            Id = document.Member("Id")?.Text("a text"),
            Statements = statements,
            Notices = notices,
        };
    }

    private static PolicyVersion VersionOf(Element? version) =>
        version?.Text("a text") switch
        {
            null or "2008-10-17" => PolicyVersion.V2008,
            "2012-10-17" => PolicyVersion.V2012,
            var other => throw version!.Error(PolicyWords.Syntax, $"there is no version {other}"),
        };

    private static List<Statement> StatementsOf(Element document, StatementParser parser)
    {
        var statement =
            document.Member("Statement") ?? throw document.Error(PolicyWords.Syntax, "there is no Statement");
        return statement.Kind switch
        {
            JsonTokenType.StartObject => [parser.Parse(statement, 0)],
            JsonTokenType.StartArray => [.. statement.Items().Select(parser.Parse)],
            _ => throw statement.Error(PolicyWords.Syntax, "it must be an object or a list of objects"),
        };
    }
}
