namespace RecipePicks.Sources.S3;

/// <summary>An object of a bucket.</summary>
/// <param name="Reader">Gets it.</param>
/// <param name="Location">Where its bucket is.</param>
/// <param name="Listed">What the listing says of it.</param>
internal sealed record S3File(S3Reader Reader, S3Location Location, S3Listed Listed)
    : InputFile(Location.Url(Listed.Key), Listed.Bytes)
{
    private readonly Lock _lock = new();
    private Task<(Stream Content, string? VersionId)>? _fetched;
    private string? _version;

    /// <inheritdoc/>
    public override RemoteObject? Object =>
        Listed.ETag.Length > 0 ? new RemoteObject(Name, Listed.ETag, _version) : null;

    /// <inheritdoc/>
    public override void Prepare()
    {
        lock (_lock)
        {
            _fetched ??= Task.Run(() => Reader.Get(Location.Bucket, Listed, Reader.Stopped));
        }
    }

    /// <inheritdoc/>
    public override Stream Open(CancellationToken cancellation)
    {
        Prepare();
        try
        {
            (var content, _version) = _fetched!.WaitAsync(cancellation).GetAwaiter().GetResult();
            if (Reader.Options.Keep is { } folder)
            {
                KeepFolder.Keep(folder, Location.Bucket, Listed.Key, content);
            }

            return content;
        }
        finally
        {
            Forget();
        }
    }

    private void Forget()
    {
        lock (_lock)
        {
            _fetched = null;
        }
    }
}
