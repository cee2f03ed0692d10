namespace RecipePicks.Sources;

/// <summary>Something to be loaded.</summary>
/// <param name="Name">What the ledger calls it.</param>
/// <param name="Bytes">Its size; 0 when it is not known beforehand.</param>
public abstract record InputFile(string Name, long Bytes)
{
    /// <summary>Where it lies on this machine; null when it lies elsewhere.</summary>
    public virtual string? Path => null;

    /// <summary>The object that it is, as far as that is known by now; null for a file on disk.</summary>
    public virtual RemoteObject? Object => null;

    /// <summary>Begins to fetch what lies elsewhere, so that it is there when it is opened. Asked again it does nothing.</summary>
    public virtual void Prepare() { }

    /// <summary>Opens it.</summary>
    /// <param name="cancellation">Stops waiting for it.</param>
    /// <returns>All of its bytes; seekable.</returns>
    /// <exception cref="IOException">It cannot be had as a whole.</exception>
    public abstract Stream Open(CancellationToken cancellation);
}

/// <summary>A file on this machine.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">Its path from the folder that was asked for, that folder's name included.</param>
/// <param name="Bytes">Its size.</param>
public sealed record LocalFile(string Path, string Name, long Bytes) : InputFile(Name, Bytes)
{
    /// <inheritdoc/>
    public override string Path { get; } = Path;

    /// <inheritdoc/>
    public override Stream Open(CancellationToken cancellation) =>
        new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
}

/// <summary>Something that was to be loaded and cannot be: a prefix that may not be listed.</summary>
/// <param name="Name">What the ledger calls it.</param>
/// <param name="Reason">Why not.</param>
public sealed record UnreadFile(string Name, string Reason) : InputFile(Name, 0)
{
    /// <inheritdoc/>
    public override Stream Open(CancellationToken cancellation) => throw new UnfetchedException(Reason);
}

/// <summary>What lies elsewhere was not got; asked again, it may be.</summary>
/// <param name="message">Why.</param>
/// <param name="inner">What lies behind it.</param>
public sealed class UnfetchedException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>Which object in a store, and which content of it.</summary>
/// <param name="Url">Where: <c>s3://bucket/key</c>.</param>
/// <param name="ETag">What the store calls the content: another content has another.</param>
/// <param name="VersionId">Its version, where the bucket keeps them.</param>
public sealed record RemoteObject(string Url, string ETag, string? VersionId = null);
