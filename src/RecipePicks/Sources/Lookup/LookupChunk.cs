namespace RecipePicks.Sources.Lookup;

/// <summary>A span that was looked up.</summary>
/// <param name="Span">What of the history it holds, all of it.</param>
/// <param name="Content">LookupEvents' own form: <c>{"Events":[…]}</c>.</param>
internal sealed record LookupChunk(LookupSpan Span, byte[] Content) : InputFile(Span.Name, Content.Length)
{
    /// <inheritdoc/>
    public override RemoteObject Object => new(Span.Name, "");

    /// <inheritdoc/>
    public override Stream Open(CancellationToken cancellation) =>
        new MemoryStream(Content, 0, Content.Length, writable: false, publiclyVisible: true);
}

/// <summary>A region whose history was not to be had, for it is not switched on in the account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Region">The region.</param>
internal sealed record UnusedRegion(string Account, string Region)
    : InputFile($"{LookupSpan.Scheme}{Account}/{Region} (not switched on)", 0)
{
    /// <inheritdoc/>
    public override Stream Open(CancellationToken cancellation) => new MemoryStream();
}
