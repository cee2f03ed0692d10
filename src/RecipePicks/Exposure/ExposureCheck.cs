using System.Text.Json;

namespace RecipePicks.Exposure;

/// <summary>Reads a document and says to whom it opens the resource; what it grants to nobody outside is private.</summary>
/// <param name="document">A policy, an ACL, a recipient, a rule, a setting: as AWS or CloudTrail writes it.</param>
/// <param name="about">Whose the resource is.</param>
/// <returns>A grant for each who gets in; never null, empty when the document grants nothing.</returns>
internal delegate IReadOnlyList<Grant> Judge(JsonElement document, ExposureContext about);

/// <summary>One way for a resource to be open: its policy, its ACL, its list of accounts.</summary>
/// <param name="State">The value that it reads, type and path as replay names them: <c>AWS::EC2::Snapshot createVolumePermission</c>.</param>
/// <param name="Words">What that is called in a sentence: <c>EBS snapshot permission</c>.</param>
/// <param name="Judge">Who judges it.</param>
internal sealed record ExposureCheck(string State, string Words, Judge Judge)
{
    /// <summary>The resource's type: <c>AWS::EC2::Snapshot</c>.</summary>
    public string Type => State[..State.IndexOf(' ', StringComparison.Ordinal)];

    /// <summary>The path of the value in the resource's state.</summary>
    public string Path => State[(State.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    /// <summary>The number of the check on the sheet that judges the same of AWS's own answer; null when none does.</summary>
    public int? Number { get; init; }

    /// <summary>Which value it is, where that check judges several; null for the first.</summary>
    public string? Aspect { get; init; }

    /// <summary>Whether the name of a set's member is judged, and not its value.</summary>
    public bool IsOfMember { get; init; }

    /// <summary>
    /// Whether it opens nothing by itself, but lets other documents do so: a Block Public Access. Then its absence is
    /// what has to be told.
    /// </summary>
    public bool IsGate { get; init; }

    /// <summary>Judges a document.</summary>
    public Judgement Of(JsonElement document, ExposureContext about) => Judgement.Of(Judge(document, about));
}
