using RecipePicks.Sql.Binding;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Functions;

/// <summary>Elements of arrays as text.</summary>
internal static class Elements
{
    /// <summary>A value as CAST(… AS varchar) gives it; null for what has no text.</summary>
    public static string? Text(Bound value) =>
        value.Type.Kind switch
        {
            TypeKind.Unknown => "CAST(NULL AS VARCHAR)",
            TypeKind.Json => $"picks_json_to_text({value.Sql})",
            _ => Compiler.TextOf(value),
        };
}
