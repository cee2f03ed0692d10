using System.Text;

namespace RecipePicks.DuckDb.Tests;

/// <summary>Lines of text, made by several workers, each in a buffer that it uses again for every chunk.</summary>
internal sealed class Lines(int threads, int count) : DuckTableFunction
{
    public override string Name => "lines";

    public override IReadOnlyList<DuckColumn> Columns => [new("n", DuckType.Integer), new("text", DuckType.Varchar)];

    public override IDuckScan Bind(IReadOnlyList<object?> arguments) => new LineScan(threads, count);
}

internal sealed class LineScan(int threads, int count) : IDuckScan
{
    private int _next;

    public int MaxThreads => threads;

    public IDuckScanWorker OpenWorker() => new LineWorker(this);

    public void Dispose() { }

    private sealed class LineWorker(LineScan scan) : IDuckScanWorker
    {
        private readonly NativeBuffer _buffer = new(2048 * 64);

        public int Fill(DuckChunkWriter chunk)
        {
            _buffer.Span.Fill((byte)'#');
            var first = Interlocked.Add(ref scan._next, 2048) - 2048;
            var rows = Math.Clamp(scan.Count - first, 0, 2048);
            var at = 0;
            for (var row = 0; row < rows; row++)
            {
                var n = first + row;
                var length = Encoding.UTF8.GetBytes($"line {new string('x', n % 40)}{n}", _buffer.Span[at..]);
                chunk[0].SetInt32(row, n);
                chunk[1].SetString(row, _buffer, at, length);
                at += length;
            }
            return rows;
        }

        public void Dispose() => _buffer.Dispose();
    }

    private int Count => count;
}
