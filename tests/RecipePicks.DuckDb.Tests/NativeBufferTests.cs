namespace RecipePicks.DuckDb.Tests;

public sealed class NativeBufferTests
{
    [Fact]
    public void A_buffer_keeps_its_bytes_when_it_grows_and_shrinks()
    {
        using var buffer = new NativeBuffer(4);
        "abcd"u8.CopyTo(buffer.Span);
        buffer.Resize(1_000_000);
        Assert.Equal(1_000_000, buffer.Length);
        Assert.True(buffer.Span[..4].SequenceEqual("abcd"u8));
        buffer.Resize(2);
        Assert.True(buffer.Span.SequenceEqual("ab"u8));
        buffer.Resize(0);
        Assert.True(buffer.Span.IsEmpty);
    }

    [Fact]
    public void A_disposed_buffer_gives_nothing()
    {
        var buffer = new NativeBuffer(4);
        buffer.Dispose();
        buffer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => buffer.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => buffer.Resize(8));
        Assert.Equal(0, buffer.Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NativeBuffer(-1));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(-1, 1)]
    [InlineData(4, 1)]
    [InlineData(1, -1)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void A_string_outside_of_its_buffer_is_an_error(int offset, int length)
    {
        using var db = new Db();
        using var buffer = new NativeBuffer(4);
        var error = Assert.Throws<DuckDbException>(() => Write(db, buffer, offset, length));
        Assert.IsType<ArgumentOutOfRangeException>(error.InnerException);
    }

    [Fact]
    public void A_string_in_a_disposed_buffer_is_an_error()
    {
        using var db = new Db();
        var buffer = new NativeBuffer(4);
        buffer.Dispose();
        var error = Assert.Throws<DuckDbException>(() => Write(db, buffer, 0, 0));
        Assert.IsType<ObjectDisposedException>(error.InnerException);
    }

    [Fact]
    public void Strings_of_every_length_lie_at_the_very_end_of_a_buffer()
    {
        using var db = new Db();
        for (var length = 0; length <= 40; length++)
        {
            using var buffer = new NativeBuffer(50);
            buffer.Span.Fill((byte)'-');
            var text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26))));
            System.Text.Encoding.ASCII.GetBytes(text, buffer.Span[(50 - length)..]);
            Assert.Equal(
                [
                    [text, true],
                ],
                Write(db, buffer, 50 - length, length, text)
            );
        }
    }

    private static object?[][] Write(Db db, NativeBuffer buffer, int offset, int length, string same = "")
    {
        var name = $"t{Guid.NewGuid():N}";
        db.Connection.Register(
            new Table(
                name,
                [new("x", DuckType.Varchar)],
                _ => new OneFill(chunk =>
                {
                    chunk[0].SetString(0, buffer, offset, length);
                    return 1;
                })
            )
        );
        return db.Rows($"SELECT x, x = $1 FROM {name}()", same);
    }
}
