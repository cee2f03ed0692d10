using System.Text.Json;
using RecipePicks.Iam.Patterns;

namespace RecipePicks.Iam.Policies;

/// <summary>Reads statements.</summary>
internal sealed class StatementParser(PolicyVersion version, PolicyKind? kind, List<string> notices)
{
    private static readonly string[] Known =
    [
        "Sid",
        "Effect",
        "Principal",
        "NotPrincipal",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Condition",
    ];

    public Statement Parse(Element element, int index)
    {
        element.MustBe(JsonTokenType.StartObject, "an object");
        element.MembersAre(Known);
        var sid = element.Member("Sid")?.Text("a text");
        return new Statement
        {
            Index = index,
            Sid = sid is "" ? null : sid,
            Effect = EffectOf(element),
            Principal = PrincipalOf(element),
            Actions = ActionsOf(element),
            Resources = ResourcesOf(element),
            Conditions = element.Member("Condition") is { } block ? [.. ConditionsOf(block)] : [],
        };
    }

    private static Effect EffectOf(Element element) =>
        (element.Member("Effect") ?? throw element.Error(PolicyWords.Syntax, "there is no Effect")) is { } effect
        && effect.Text("Allow or Deny") is var text
            ? text switch
            {
                "Allow" => Effect.Allow,
                "Deny" => Effect.Deny,
                _ => throw effect.Error(PolicyWords.Syntax, $"it must be Allow or Deny, in this case, not {text}"),
            }
            : default;

    private PrincipalElement? PrincipalOf(Element element)
    {
        if (Either(element, "Principal", "NotPrincipal") is not (var principal, var allBut))
        {
            return kind is PolicyKind.Resource
                ? throw element.Error(PolicyWords.MissingPrincipal, "a resource policy says whom it is about")
                : null;
        }

        return kind is PolicyKind.Identity or PolicyKind.Boundary or PolicyKind.Session or PolicyKind.ServiceControl
            ? throw principal.Error(PolicyWords.ProhibitedPrincipal, $"this is a {kind.Value.Words()}")
            : PrincipalParser.Parse(principal, allBut, notices);
    }

    private static ActionElement ActionsOf(Element element)
    {
        if (
            Either(element, "Action", "NotAction") is not (var actions, var allBut)
            || actions.Texts() is not [_, ..] texts
        )
        {
            throw element.Error(PolicyWords.Actions, "there is neither Action nor NotAction, or it is empty");
        }

        foreach (var action in texts)
        {
            var colon = action.IndexOf(':');
            var vendor = colon < 0 ? action : action[..colon];
            if (colon < 0 && action.AsSpan().Trim('*').Length > 0)
            {
                throw actions.Error(PolicyWords.Vendor, $"{action} is no action");
            }

            if (action.IndexOf(':', colon + 1) >= 0 && colon >= 0)
            {
                throw actions.Error(PolicyWords.Colon, $"{action} is no action");
            }

            if (!vendor.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') && vendor.Trim('*').Length > 0)
            {
                throw actions.Error(PolicyWords.InvalidVendor(vendor), $"{action} is no action");
            }
        }

        // Action holds no variables: ${…} is text there.
        return new ActionElement(allBut, [.. texts.Select(t => Pattern.Parse(t, PolicyVersion.V2008))]);
    }

    private ResourceElement? ResourcesOf(Element element)
    {
        if (Either(element, "Resource", "NotResource") is not (var resources, var allBut))
        {
            return kind is PolicyKind.Identity or PolicyKind.Boundary or PolicyKind.Session or PolicyKind.ServiceControl
                ? throw element.Error(PolicyWords.Resources, "there is neither Resource nor NotResource")
                : null;
        }

        if (resources.Texts() is not [_, ..] texts)
        {
            throw resources.Error(PolicyWords.Resources, "it is empty");
        }

        var patterns = texts.Select(t => ArnPattern.OfStatement(t, version)).ToList();
        var odd = patterns.Find(p => p.Segments.Count == 0 && !p.Whole.IsAnything && !p.Whole.HasVariables);
        if (odd is not null && kind is not (null or PolicyKind.Resource or PolicyKind.VpcEndpoint))
        {
            throw resources.Error(PolicyWords.NotAnArn(odd.Source), "only resource policies may write it shorter");
        }

        return new ResourceElement(allBut, patterns);
    }

    private IEnumerable<Condition> ConditionsOf(Element block)
    {
        foreach (var (name, keys) in block.Members(StringComparer.OrdinalIgnoreCase))
        {
            var known =
                ConditionOperator.TryParse(name)
                ?? throw keys.Error(PolicyWords.InvalidCondition(name), "there is no such condition operator");
            foreach (var (key, values) in keys.Members(StringComparer.OrdinalIgnoreCase))
            {
                if (key.Length == 0)
                {
                    throw values.Error(PolicyWords.Syntax, "a condition names no key");
                }

                var condition = Condition.Of(known, key, values.Scalars(), version);
                foreach (var (value, _) in condition.Values.Zip(condition.Operands).Where(v => !v.Second.IsReadable))
                {
                    notices.Add($"{known.Text} {key}: nothing meets {value}, which is no value of its kind");
                }

                yield return condition;
            }
        }
    }

    // One of two elements that exclude each other.
    private static (Element, bool AllBut)? Either(Element element, string name, string not)
    {
        var (one, other) = (element.Member(name), element.Member(not));
        return one is not null && other is not null
                ? throw other.Error(PolicyWords.Syntax, $"{name} and {not} exclude each other")
            : one is not null ? (one, false)
            : other is not null ? (other, true)
            : null;
    }
}
