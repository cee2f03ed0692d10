using System.Text;

namespace RecipePicks.DuckDb.Tests;

public sealed class TableFunctionTests
{
    [Fact]
    public void Rows_made_in_CSharp_are_a_table()
    {
        using var db = new Db();
        db.Connection.Register(new Words("alpha", "a text that is longer than twelve bytes", "", "omega"));

        Assert.Equal(
            [
                [0, "alpha"],
                [1, "a text that is longer than twelve bytes"],
                [2, ""],
                [3, "omega"],
            ],
            db.Rows("SELECT n, word FROM words() ORDER BY n")
        );
    }

    private sealed class Words(params string[] words) : DuckTableFunction
    {
        public override string Name => "words";

        public override IReadOnlyList<DuckColumn> Columns =>
            [new("n", DuckType.Integer), new("word", DuckType.Varchar)];

        public override IDuckScan Bind(IReadOnlyList<object?> arguments) => new Scan(words);

        private sealed class Scan(string[] words) : IDuckScan
        {
            public int MaxThreads => 1;

            public IDuckScanWorker OpenWorker() => new Worker(words);

            public void Dispose() { }
        }

        private sealed class Worker(string[] words) : IDuckScanWorker
        {
            private readonly NativeBuffer _buffer = new(1024);
            private bool _done;

            public int Fill(DuckChunkWriter chunk)
            {
                if (_done)
                {
                    return 0;
                }
                _done = true;
                var at = 0;
                for (var i = 0; i < words.Length; i++)
                {
                    var length = Encoding.UTF8.GetBytes(words[i], _buffer.Span[at..]);
                    chunk[0].SetInt32(i, i);
                    chunk[1].SetString(i, _buffer, at, length);
                    at += length;
                }
                return words.Length;
            }

            public void Dispose() => _buffer.Dispose();
        }
    }
}
