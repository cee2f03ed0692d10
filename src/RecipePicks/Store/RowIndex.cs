using System.Globalization;
using System.Text;
using RecipePicks.Engines;
using RecipePicks.Sources;
using RecipePicks.Sql.Tables;

namespace RecipePicks.Store;

/// <summary>Finds the rows of a case that name a value, for the compiler.</summary>
/// <remarks>
/// <see cref="RecordParser"/> indexes the whole text of each of <see cref="Columns"/> as it stands in the column, but neither
/// empty nor very long ones, nor what stands where CloudTrail writes a text and is none. Paths are not asked for, for an index
/// file tells 65,534 of them apart and no more.
/// </remarks>
/// <param name="segments">All segments that hold events, with the rows that gave way to others, and their index.</param>
/// <param name="numbered">Whether the events' table, where it is asked, has the numbers of its rows.</param>
internal sealed class RowIndex(
    IReadOnlyList<(Segment Segment, HashSet<uint> Dead, IReadOnlyList<IdentifierIndexFile> Files)> segments,
    bool numbered
) : IRowIndex
{
    /// <summary>Where more rows name a value, reading all is as fast.</summary>
    public const int MostRows = 5_000;

    /// <summary>More values than so many are not looked up.</summary>
    public const int MostValues = 1_000;

    private static readonly string[] s_columns = [.. Texts(RecordSchema.Record, "")];

    public IReadOnlyList<string> Columns => s_columns;

    public string? RowNumber => numbered ? CaseViews.RowNumber : null;

    public IndexedRows Find(IReadOnlyList<string> values)
    {
        if (segments.Any(s => s.Files.Count == 0))
        {
            return All("the case, or a part of it, was loaded without one");
        }

        if (values.Count > MostValues)
        {
            return All($"there are more than {MostValues} values");
        }

        var texts = values.Select(Encoding.UTF8.GetBytes).ToList();
        if (texts.Exists(t => t.Length is 0 or > IdentifierForm.Longest) || values.Any(MayBeNoText))
        {
            return All("a value of this form is not indexed");
        }

        var (count, parts) = (0, new List<IndexedPart>());
        foreach (var (segment, dead, files) in segments)
        {
            var rows = files
                .SelectMany(f => texts.SelectMany(f.Find))
                .Select(f => f.Row)
                .Where(r => !dead.Contains(r))
                .ToHashSet();
            count += rows.Count;
            if (count > MostRows)
            {
                return All(string.Create(CultureInfo.InvariantCulture, $"more than {MostRows} rows name it"));
            }

            if (rows.Count > 0)
            {
                parts.Add(new(SegmentRows.Read(segment.EventsPath), [.. rows.Order()]));
            }
        }

        return new(count, parts);
    }

    private static IndexedRows All(string why) => new(0, null, why);

    /// <summary>
    /// Whether a value may be JSON that is no text: such a one stands in a column where a record has it in a text's place, and is
    /// not indexed.
    /// </summary>
    private static bool MayBeNoText(string value) =>
        value[0] is '{' or '['
        || value is "true" or "false"
        || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static IEnumerable<string> Texts(MemberTable table, string parent) =>
        table.All.SelectMany(m =>
            m is { Kind: MemberKind.Text, Role: NamingRole.Identity } ? [parent + m.Column]
            : m.Members is { } members ? Texts(members, $"{parent}{m.Column}.")
            : []
        );
}
