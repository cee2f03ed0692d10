using System.Text;
using System.Text.RegularExpressions;

namespace RecipePicks.State;

/// <summary>A text of the knowledge with holes, taken apart: <c>{member.fromPort:all}-{member.toPort|member.port}</c>.</summary>
internal sealed partial class PlaceText
{
    private readonly (string Before, string[] Paths, string? Otherwise)[] _holes;
    private readonly string _end;

    private PlaceText((string, string[], string?)[] holes, string end) => (_holes, _end) = (holes, end);

    /// <summary>Takes a text apart.</summary>
    public static PlaceText Of(string template)
    {
        var holes = new List<(string, string[], string?)>();
        var at = 0;
        foreach (Match hole in Hole().Matches(template))
        {
            var (paths, otherwise) = hole.Groups["path"].Value.Split(':') is [var before, var after]
                ? (before, after)
                : (hole.Groups["path"].Value, null);
            holes.Add((template[at..hole.Index], paths.Split('|'), otherwise));
            at = hole.Index + hole.Length;
        }

        return new([.. holes], template[at..]);
    }

    /// <summary>The text with the values of its holes; null when one of them has none.</summary>
    public string? Fill(StatePlaces places)
    {
        if (_holes.Length == 0)
        {
            return _end;
        }

        var text = new StringBuilder();
        foreach (var (before, paths, otherwise) in _holes)
        {
            var value = places.One(paths) is { } found ? StatePlaces.Text(found) : null;
            // EC2 writes all ports and all protocols as -1, or leaves them out.
            value = value is null || (value == "-1" && otherwise is not null) ? otherwise : value;
            if (value is null)
            {
                return null;
            }

            text.Append(before).Append(value);
        }

        return text.Append(_end).ToString();
    }

    [GeneratedRegex(@"\{(?<path>[^{}]+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Hole();
}
