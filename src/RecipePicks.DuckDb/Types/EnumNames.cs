namespace RecipePicks.DuckDb;

/// <summary>The values of an ENUM by their text.</summary>
internal static class EnumNames
{
    /// <summary>The number of a value.</summary>
    /// <exception cref="ArgumentException">The ENUM has no such value.</exception>
    internal static int IndexOf(DuckType type, string text)
    {
        for (var i = 0; i < type.Values.Count; i++)
        {
            if (string.Equals(type.Values[i], text, StringComparison.Ordinal))
            {
                return i;
            }
        }
        throw new ArgumentException($"'{text}' is no value of {type}.", nameof(text));
    }
}
