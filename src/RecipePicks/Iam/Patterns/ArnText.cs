namespace RecipePicks.Iam.Patterns;

/// <summary>A text that may be an ARN, with the places of its parts.</summary>
public readonly struct ArnText
{
    private readonly int _a;
    private readonly int _b;
    private readonly int _c;
    private readonly int _d;

    /// <summary>Finds the parts of a text.</summary>
    /// <param name="text">The text.</param>
    public ArnText(string text)
    {
        Text = text;
        if (!text.StartsWith("arn:", StringComparison.Ordinal))
        {
            return;
        }

        _a = text.IndexOf(':', 4);
        _b = _a < 0 ? -1 : text.IndexOf(':', _a + 1);
        _c = _b < 0 ? -1 : text.IndexOf(':', _b + 1);
        _d = _c < 0 ? -1 : text.IndexOf(':', _c + 1);
        IsArn = _d >= 0;
    }

    /// <summary>The text as a whole.</summary>
    public string Text { get; }

    /// <summary>Whether it is an ARN of six parts.</summary>
    public bool IsArn { get; }

    /// <summary>A part: 0 is <c>arn</c>, 1 the partition, 2 the service, 3 the region, 4 the account, 5 the resource.</summary>
    /// <param name="part">Which.</param>
    public ReadOnlySpan<char> this[int part] =>
        part switch
        {
            0 => Text.AsSpan(0, 3),
            1 => Text.AsSpan(4, _a - 4),
            2 => Between(_a, _b),
            3 => Between(_b, _c),
            4 => Between(_c, _d),
            _ => Text.AsSpan(_d + 1),
        };

    private ReadOnlySpan<char> Between(int from, int to) => Text.AsSpan(from + 1, to - from - 1);
}
