using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using RecipePicks.Aws;

namespace RecipePicks.Sources.S3;

/// <summary>An object as a listing names it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ETag">Its content's tag, without quotation marks.</param>
internal sealed record S3Listed(string Key, long Bytes, string ETag);

/// <summary>Lists and gets, so many requests at once, each repeated while it is throttled or the connection drops.</summary>
internal sealed class S3Reader : IDisposable
{
    /// <summary>Larger objects lie in a temporary file while they are read.</summary>
    private const long MostInMemory = 64 << 20;

    private static readonly TimeSpan s_stalled = TimeSpan.FromSeconds(60);
    private readonly S3Options _options;
    private readonly S3Client _client;
    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _stop = new();
    private long _requests;

    /// <summary>A reader; any thread may use it.</summary>
    /// <param name="options">How.</param>
    /// <exception cref="AwsException">There are no credentials.</exception>
    public S3Reader(S3Options options)
    {
        _options = options;
        _client = S3Client.Of(new AwsAccess(options.Aws));
        _slots = new SemaphoreSlim(options.AtOnce);
    }

    /// <summary>How it reads.</summary>
    public S3Options Options => _options;

    /// <summary>Cancelled when nobody waits for its objects any more.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Requests sent, repetitions included.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Lists a prefix, a page at a time.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">What the keys begin with.</param>
    /// <param name="folders">Whether to list its folders, and not what is in them.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="after">The key after which to begin.</param>
    /// <exception cref="UnfetchedException">It cannot be listed.</exception>
    public async IAsyncEnumerable<(IReadOnlyList<S3Listed> Objects, IReadOnlyList<string> Folders)> List(
        string bucket,
        string prefix,
        bool folders,
        [EnumeratorCancellation] CancellationToken cancellation,
        string? after = null
    )
    {
        string? next = null;
        do
        {
            var request = new ListObjectsV2Request
            {
                BucketName = bucket,
                Prefix = prefix,
                Delimiter = folders ? "/" : null,
                ContinuationToken = next,
                StartAfter = next is null ? after : null,
                RequestPayer = _options.RequesterPays ? RequestPayer.Requester : null,
            };
            var page = await Repeated(() => _client.ListObjectsV2Async(request, cancellation), cancellation)
                .ConfigureAwait(false);
            yield return (
                [.. (page.S3Objects ?? []).Select(o => new S3Listed(o.Key, o.Size ?? 0, (o.ETag ?? "").Trim('"')))],
                page.CommonPrefixes ?? []
            );
            next = page.IsTruncated == true ? page.NextContinuationToken : null;
        } while (next is not null);
    }

    /// <summary>Gets an object as a whole. What a dropped connection gave is kept, and the rest asked for.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="listed">The object; only this content of it is taken.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Its bytes, at their beginning, and the version that they are.</returns>
    /// <exception cref="UnfetchedException">It cannot be had.</exception>
    public async Task<(Stream Content, string? VersionId)> Get(
        string bucket,
        S3Listed listed,
        CancellationToken cancellation
    )
    {
        Stream content = listed.Bytes <= MostInMemory ? new MemoryStream((int)listed.Bytes) : Aside();
        try
        {
            string? version = null;
            await Repeated(
                    async () =>
                    {
                        version = await Rest(bucket, listed, content, cancellation).ConfigureAwait(false);
                        return true;
                    },
                    cancellation
                )
                .ConfigureAwait(false);
            content.Position = 0;
            return (content, version);
        }
        catch
        {
            await content.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _client.Dispose();
        _slots.Dispose();
        _stop.Dispose();
    }

    /// <summary>Asks for what is not there yet.</summary>
    private async Task<string?> Rest(string bucket, S3Listed listed, Stream content, CancellationToken cancellation)
    {
        var from = content.Length;
        var request = new GetObjectRequest
        {
            BucketName = bucket,
            Key = listed.Key,
            EtagToMatch = listed.ETag.Length > 0 ? $"\"{listed.ETag}\"" : null,
            ByteRange = from > 0 ? new ByteRange(from, listed.Bytes - 1) : null,
            RequestPayer = _options.RequesterPays ? RequestPayer.Requester : null,
        };
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var response = await _client.GetObjectAsync(request, stalled.Token).ConfigureAwait(false);
        if (response.ContentLength + from != listed.Bytes)
        {
            throw new UnfetchedException(
                $"{response.ContentLength + from:N0} bytes are offered, {listed.Bytes:N0} were listed"
            );
        }

        content.Position = from;
        var buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                stalled.CancelAfter(s_stalled);
                var read = await response.ResponseStream.ReadAsync(buffer, stalled.Token).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                content.Write(buffer, 0, read);
            }
        }
        catch (AmazonClientException)
        {
            content.SetLength(0); // the checksum does not fit: all of it is asked for again
            throw;
        }

        return content.Length == listed.Bytes
            ? response.VersionId
            : throw new EndOfStreamException(
                $"the connection ended after {content.Length:N0} of {listed.Bytes:N0} bytes"
            );
    }

    private async Task<T> Repeated<T>(Func<Task<T>> request, CancellationToken cancellation)
    {
        await _slots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    Interlocked.Increment(ref _requests);
                    return await request().ConfigureAwait(false);
                }
                catch (Exception e) when (!cancellation.IsCancellationRequested && e is not UnfetchedException)
                {
                    if (!IsTransient(e))
                    {
                        throw new UnfetchedException(Reason(e), e);
                    }

                    if (attempt >= _options.Aws.Attempts)
                    {
                        throw new UnfetchedException($"{Reason(e)} ({attempt} attempts)", e);
                    }
                }

                await Task.Delay(Backoff.Pause(attempt, _options.Aws), cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            _slots.Release();
        }
    }

    private static bool IsTransient(Exception e) =>
        e switch
        {
            AmazonServiceException s when (int)s.StatusCode > 0 => Backoff.IsTransient((int)s.StatusCode, s.ErrorCode),
            AwsException => false,
            AmazonServiceException or IOException or HttpRequestException or OperationCanceledException => true,
            // The SDK's own checks of an answer: a checksum, an answer that is no XML.
            AmazonClientException => !e.Message.Contains("redirect", StringComparison.Ordinal),
            _ => false,
        };

    private static string Reason(Exception e) =>
        e switch
        {
            AmazonServiceException { StatusCode: System.Net.HttpStatusCode.PreconditionFailed } =>
                "its content changed since it was listed; load again",
            AmazonServiceException { ErrorCode.Length: > 0 } s => $"{s.ErrorCode}: {AwsAccess.Line(s)}",
            OperationCanceledException => $"nothing came for {s_stalled.TotalSeconds:N0} seconds",
            _ => AwsAccess.Line(e),
        };

    private static FileStream Aside() =>
        new(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            1 << 16,
            FileOptions.DeleteOnClose
        );
}
