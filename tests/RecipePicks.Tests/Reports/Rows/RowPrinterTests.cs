using System.Text.Json;
using RecipePicks.DuckDb;
using RecipePicks.Reports;
using RecipePicks.Reports.Rows;
using RecipePicks.Store;
using RecipePicks.Tests.Reports.Escaping;

namespace RecipePicks.Tests.Reports.Rows;

public sealed class RowPrinterTests
{
    private static readonly string[] s_columns = ["n", "text", "n"];

    [Fact]
    public void Json_is_an_array_of_objects_with_numbers_as_numbers() =>
        Assert.Equal(
            """
            [
            {"n": 1, "text": "a", "n_1": null},
            {"n": 170141183460469231731687303715884105727, "text": [1, {"k": "v"}], "n_1": 1.5}
            ]

            """,
            Print(
                "json",
                [1, "a", null],
                [
                    Int128.MaxValue,
                    new List<object?>
                    {
                        1,
                        new Dictionary<string, object?> { ["k"] = "v" },
                    },
                    1.5,
                ]
            )
        );

    [Fact]
    public void No_row_is_still_a_document()
    {
        Assert.Equal("[]\n", Print("json"));
        Assert.Equal("", Print("ndjson"));
        Assert.Equal("n,text,n\n", Print("csv"));
        Assert.Equal("n  text  n\n-  ----  -\n", Print("table"));
    }

    [Fact]
    public void Ndjson_is_an_object_a_line() =>
        Assert.Equal(
            "{\"n\": 1, \"text\": \"a\", \"n_1\": true}\n{\"n\": 2, \"text\": \"b\", \"n_1\": false}\n",
            Print("ndjson", [1, "a", true], [2, "b", false])
        );

    [Fact]
    public void Csv_leaves_numbers_alone() =>
        Assert.Equal(
            "n,text,n\n-1,\"'-1\",2024-05-14T00:00:00Z\n",
            Print("csv", [-1, "-1", new DateTime(2024, 5, 14)])
        );

    [Fact]
    public void A_table_aligns_numbers_to_the_right() =>
        Assert.Equal(
            " n  text  n\n--  ----  -\n 1  a     x\n10  bc\n",
            Print("table", [1, "a", "x"], [10, "bc", null])
        );

    [Fact]
    public void A_terminal_ends_after_a_hundred_rows_and_says_so()
    {
        var rows = Enumerable.Range(0, 5000).Select(n => new object?[] { n, "a", 1 }).ToArray();

        Assert.Equal(103, Print("table", new Surface(80, true), rows).Count(c => c == '\n'));
        Assert.Equal(5002, Print("table", rows).Count(c => c == '\n'));
    }

    [Fact]
    public void Numbers_without_a_number_are_texts()
    {
        using var json = JsonDocument.Parse(Print("json", [double.NaN, float.PositiveInfinity, new byte[] { 1, 255 }]));

        Assert.Equal(
            ["NaN", "Infinity", "\\x01ff"],
            json.RootElement[0].EnumerateObject().Select(m => m.Value.GetString())
        );
    }

    [Fact]
    public void Every_type_has_its_text()
    {
        object?[] cells =
        [
            new DateOnly(2024, 5, 14),
            new TimeOnly(9, 30),
            new DuckInterval(1, 2, 1_500_000),
            new DateTimeOffset(2024, 5, 14, 9, 30, 0, TimeSpan.FromHours(2)),
            new KeyValuePair<object, object?>[] { new(1, "x") },
            new DuckDecimal(12345, 2),
        ];

        Assert.Equal(
            """["2024-05-14", "09:30:00", "P1M2DT1.5S", "2024-05-14T07:30:00Z", {"1": "x"}, 123.45]""",
            Cell.Json(cells)
        );
    }

    [Fact]
    public void Hostile_cells_are_inert() =>
        Hostile.Always(text =>
        {
            var hostile = text.Replace("\uFFFD", "");
            foreach (var format in AllRowFormats.List)
            {
                var printed = Print(format.Name, [1, hostile, new List<object?> { hostile }]);

                Hostile.AssertInert(printed);
                Assert.Equal(
                    format.Name is "table" or "json" ? 3
                        : format.Name == "csv" ? 2
                        : 1,
                    printed.Count(c => c == '\n')
                );
            }
        });

    private static string Print(string format, params object?[][] rows) => Print(format, Surface.Plain, rows);

    private static string Print(string format, Surface surface, object?[][] rows)
    {
        using var output = new StringWriter();
        using var given = new GivenRows(rows);
        AllRowFormats.List.Single(f => f.Name == format).Create(surface).Print(given, output);
        return output.ToString();
    }

    private sealed class GivenRows(object?[][] rows) : ISqlRows
    {
        private int _row = -1;

        public IReadOnlyList<string> Columns => s_columns;

        public object? this[int column] => rows[_row][column];

        public bool Read() => ++_row < rows.Length;

        public void Dispose() { }
    }
}
