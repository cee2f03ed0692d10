using System.Text.Json;
using RecipePicks.Engines;

namespace RecipePicks.Letters;

/// <summary>The texts of an event that can name a resource.</summary>
/// <param name="RequestParameters">JSON text, or null.</param>
/// <param name="ResponseElements">JSON text, or null.</param>
/// <param name="ServiceEventDetails">JSON text, or null.</param>
/// <param name="AdditionalEventData">JSON text, or null.</param>
/// <param name="ErrorMessage">Plain text, or null.</param>
/// <param name="ResourceArns">The ARNs of <c>resources</c>.</param>
/// <param name="Account">The account that received the event, or null.</param>
/// <param name="Region">The region that the call was made in, or null.</param>
internal sealed record NamingTexts(
    string? RequestParameters,
    string? ResponseElements,
    string? ServiceEventDetails = null,
    string? AdditionalEventData = null,
    string? ErrorMessage = null,
    IReadOnlyList<string>? ResourceArns = null,
    string? Account = null,
    string? Region = null
);

/// <summary>One place in an event that names a resource.</summary>
/// <param name="Role">As the target (request), in the response, or in passing.</param>
/// <param name="Path">The JSON path: <c>requestParameters.instancesSet.items[].instanceId</c>.</param>
internal readonly record struct Naming(NamingRole Role, string Path)
{
    /// <summary>The contract's word for the role.</summary>
    public string Word =>
        Role switch
        {
            NamingRole.Request => "target",
            NamingRole.Response => "response",
            NamingRole.Identity => "identity",
            _ => "mention",
        };

    /// <summary>Says how an event names a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="texts">The event's texts.</param>
    /// <returns>Each place once, the strongest role first; empty when only a longer name holds the resource's.</returns>
    public static IReadOnlyList<Naming> Of(ResourceName resource, NamingTexts texts)
    {
        var walk = new Walk(resource, texts);
        walk.Json(texts.RequestParameters, "requestParameters", NamingRole.Request);
        walk.Json(texts.ResponseElements, "responseElements", NamingRole.Response);
        walk.Json(texts.ServiceEventDetails, "serviceEventDetails", NamingRole.Response);
        walk.Json(texts.AdditionalEventData, "additionalEventData", NamingRole.Mention);
        foreach (var arn in texts.ResourceArns ?? [])
        {
            walk.Value(arn, "resources[].ARN", "ARN", NamingRole.Request);
        }

        if (texts.ErrorMessage is { } message && resource.IsMentionedIn(message))
        {
            walk.Found.Add(new Naming(NamingRole.Mention, "errorMessage"));
        }

        return [.. walk.Found.Distinct().OrderBy(n => n.Role)];
    }

    private sealed class Walk(ResourceName resource, NamingTexts texts)
    {
        private bool _containerSeen = resource.Container is null;

        public List<Naming> Found { get; } = [];

        public void Json(string? text, string path, NamingRole role)
        {
            if (text is null || !MayHold(text))
            {
                return;
            }

            try
            {
                using var document = JsonDocument.Parse(WholeJson.Of(text));
                if (resource.Container is { } container)
                {
                    _containerSeen |= text.Contains($"\"{container}\"", StringComparison.Ordinal);
                }

                Element(document.RootElement, path, "", role);
            }
            catch (JsonException)
            {
                Value(text, path, "", role);
            }
        }

        public void Value(string value, string path, string member, NamingRole role)
        {
            var whole =
                resource.IsNamedBy(value, member, texts.Account, texts.Region)
                && (_containerSeen || value.StartsWith("arn:", StringComparison.Ordinal));
            if (whole || resource.IsMentionedIn(value))
            {
                Found.Add(new Naming(whole ? role : NamingRole.Mention, path));
            }
        }

        // A name may be escaped in JSON text, so only a text without escapes can be passed over unread.
        private bool MayHold(string text) =>
            text.Contains(resource.Name, StringComparison.Ordinal) || text.Contains('\\');

        private void Element(JsonElement element, string path, string member, NamingRole role)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var property in element.EnumerateObject())
                    {
                        var inner = property.NameEquals("encryptionContext") ? NamingRole.Mention : role;
                        Element(property.Value, $"{path}.{property.Name}", property.Name, inner);
                    }

                    break;
                case JsonValueKind.Array:
                    foreach (var item in element.EnumerateArray())
                    {
                        Element(item, path + "[]", member, role);
                    }

                    break;
                case JsonValueKind.String:
                    Value(element.GetString()!, path, member, role);
                    break;
                case JsonValueKind.Number:
                    Value(element.GetRawText(), path, member, role);
                    break;
                default:
                    break;
            }
        }
    }
}
