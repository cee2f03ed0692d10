using System.Text;
using System.Text.Json;

namespace RecipePicks.Iam.Policies;

/// <summary>The text of a document as it is carried: plain, or URL-encoded (RFC 3986), perhaps with a mark of UTF-8.</summary>
/// <remarks>Source: IAM API Reference, GetRolePolicy: "The policy document returned … is URL-encoded compliant with RFC 3986".</remarks>
internal static class PolicyText
{
    /// <summary>Bytes that a document may have: far above the largest that a service takes (OpenSearch, 100 KB).</summary>
    public const int MostBytes = 1 << 20;

    public static byte[] Decode(string text)
    {
        if (text.Length > MostBytes * 3)
        {
            throw TooLarge();
        }

        var json = text.AsSpan().Trim().TrimStart('\uFEFF');
        var plain = json.StartsWith("%7B", StringComparison.OrdinalIgnoreCase)
            ? Uri.UnescapeDataString(json.ToString())
            : json.ToString();
        var bytes = Encoding.UTF8.GetBytes(plain);
        return bytes.Length > MostBytes ? throw TooLarge() : bytes;
    }

    public static string Unquote(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new PolicyException(
                new PolicyError(PolicyWords.Json, "the text holds half of a surrogate pair", "", 1, 1)
            );
        }
    }

    private static PolicyException TooLarge() =>
        new(new PolicyError(PolicyWords.Syntax, $"it has more than {MostBytes} bytes", "", 1, 1));
}
