using RecipePicks.Iam.Patterns;

namespace RecipePicks.Iam.Evaluation;

/// <summary>A request to be decided: who does what to which resource, under which circumstances.</summary>
public sealed class AccessRequest
{
    /// <summary>Makes a request.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="action">One action, <c>service:Action</c>, without wildcards.</param>
    /// <param name="resource">The ARN of the resource, or <c>*</c> for an action that names none.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="resourceAccount">
    /// The account of the resource, for ARNs that do not tell it (those of S3 buckets …); null when it is not known.
    /// </param>
    public AccessRequest(
        Caller caller,
        string action,
        string resource,
        RequestContext? context = null,
        string? resourceAccount = null
    )
    {
        Caller = caller;
        Action = action;
        ResourceText = new ArnText(resource);
        Context = context ?? RequestContext.Unknown;
        ResourceAccount =
            ResourceText.IsArn && ResourceText[4] is { Length: 12 } account && IsAccount(account)
                ? account.ToString()
                : resourceAccount;
    }

    /// <summary>Who asks.</summary>
    public Caller Caller { get; }

    /// <summary>The action: <c>s3:GetObject</c>.</summary>
    public string Action { get; }

    /// <summary>The resource's ARN, or <c>*</c>.</summary>
    public string Resource => ResourceText.Text;

    /// <summary>The account of the resource; null when it is not known.</summary>
    public string? ResourceAccount { get; }

    /// <summary>The circumstances.</summary>
    public RequestContext Context { get; }

    internal ArnText ResourceText { get; }

    /// <summary><see cref="Variable"/>, made once.</summary>
    internal VariableLookup Lookups => field ??= Variable;

    /// <summary>What the request says of a context key: what it was given, else what follows from its parts.</summary>
    /// <param name="key">The key, in any case.</param>
    public ContextValue Lookup(string key) =>
        Context.TryGet(key, out var value) ? value
        : DerivedKeys.TryGet(this, key, out var derived) ? derived
        : Context.IsComplete && EvaluationFacts.Known.AlwaysPresent(key) is null ? ContextValue.Absent
        : ContextValue.Unknown;

    /// <summary>The value of a policy variable. A key of several values has none.</summary>
    internal (bool IsKnown, string? Value) Variable(string key) =>
        Lookup(key) is { IsKnown: true, Values: var values }
            ? (true, values is [var single] ? single : null)
            : (false, null);

    private static bool IsAccount(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}
