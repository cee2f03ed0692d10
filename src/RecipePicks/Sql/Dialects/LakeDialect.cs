using RecipePicks.Sql.Binding;

namespace RecipePicks.Sql.Dialects;

/// <summary>
/// CloudTrail Lake: Trino too, over an event data store, where times are timestamps, parameters maps and flags booleans.
/// </summary>
/// <remarks>Source: AWS, "CloudTrail Lake SQL constraints" and "CloudTrail Lake: supported event schemas".</remarks>
internal sealed class LakeDialect : IDialect
{
    public string Name => "lake";

    public string Title => "CloudTrail Lake";

    public string Comment => "--";

    public string Write(string athena, CompilerOptions options) => new LakeText(athena).Of();
}
