namespace RecipePicks.Sources;

/// <summary>One stream after another, read only.</summary>
internal sealed class JoinedStream(Stream first, Stream second) : ForwardStream
{
    private bool _inSecond;

    public override int Read(Span<byte> buffer)
    {
        if (!_inSecond)
        {
            var read = first.Read(buffer);
            if (read > 0 || buffer.IsEmpty)
            {
                return read;
            }

            _inSecond = true;
        }

        return second.Read(buffer);
    }
}
