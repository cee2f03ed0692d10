using System.Globalization;

namespace RecipePicks.DuckDb.Tests;

/// <summary>A value of every type: how SQL writes it, and what it is in .NET.</summary>
public sealed record TypeSample(DuckType Type, string Sql, object Value)
{
    public static readonly IReadOnlyList<TypeSample> All =
    [
        new(DuckType.Boolean, "true", true),
        new(DuckType.Boolean, "false", false),
        new(DuckType.TinyInt, "-128", sbyte.MinValue),
        new(DuckType.SmallInt, "-32768", short.MinValue),
        new(DuckType.Integer, "-2147483648", int.MinValue),
        new(DuckType.BigInt, "-9223372036854775808", long.MinValue),
        new(DuckType.UTinyInt, "255", byte.MaxValue),
        new(DuckType.USmallInt, "65535", ushort.MaxValue),
        new(DuckType.UInteger, "4294967295", uint.MaxValue),
        new(DuckType.UBigInt, "18446744073709551615", ulong.MaxValue),
        new(DuckType.HugeInt, "'-170141183460469231731687303715884105728'", Int128.MinValue),
        new(DuckType.HugeInt, "'170141183460469231731687303715884105727'", Int128.MaxValue),
        new(DuckType.HugeInt, "-1", Int128.NegativeOne),
        new(DuckType.UHugeInt, "'340282366920938463463374607431768211455'", UInt128.MaxValue),
        new(DuckType.Float, "1.5", 1.5f),
        new(DuckType.Float, "'nan'", float.NaN),
        new(DuckType.Double, "-1e300", -1e300),
        new(DuckType.Double, "'infinity'", double.PositiveInfinity),
        new(DuckType.Decimal(4, 1), "-999.9", -999.9m),
        new(DuckType.Decimal(9, 2), "1234567.89", 1234567.89m),
        new(DuckType.Decimal(18, 3), "-123456789012345.678", -123456789012345.678m),
        new(DuckType.Decimal(28, 0), "'9999999999999999999999999999'", 9999999999999999999999999999m),
        new(DuckType.Decimal(38, 10), "'1234567890123456789.0123456789'", 1234567890123456789.0123456789m),
        new(DuckType.Decimal(38, 0), "'99999999999999999999999999999999999999'", new DuckDecimal(Digits(38), 0)),
        new(DuckType.Decimal(38, 38), "'-0.99999999999999999999999999999999999999'", new DuckDecimal(-Digits(38), 38)),
        new(DuckType.Varchar, "''", ""),
        new(DuckType.Varchar, "'twelve bytes'", "twelve bytes"),
        new(DuckType.Varchar, "'thirteen bytes and more'", "thirteen bytes and more"),
        new(DuckType.Varchar, "'Grüße 🦆 日本語'", "Grüße 🦆 日本語"),
        new(DuckType.Varchar, "'a' || chr(0) || 'b'", "a\0b"),
        new(DuckType.Json, """'{"a": [1, null]}'""", """{"a": [1, null]}"""),
        new(DuckType.Blob, @"'\x00\xFF\x80abc'", new byte[] { 0, 255, 128, 97, 98, 99 }),
        new(DuckType.Blob, "''", Array.Empty<byte>()),
        new(
            DuckType.Uuid,
            "'00112233-4455-6677-8899-aabbccddeeff'",
            Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")
        ),
        new(DuckType.Uuid, "'ffffffff-ffff-ffff-ffff-ffffffffffff'", Guid.AllBitsSet),
        new(DuckType.Date, "'1969-12-31'", new DateOnly(1969, 12, 31)),
        new(DuckType.Date, "'0001-01-01'", DateOnly.MinValue),
        new(DuckType.Date, "'9999-12-31'", DateOnly.MaxValue),
        new(DuckType.Time, "'23:59:59.999999'", new TimeOnly(863_999_999_990)),
        new(DuckType.Timestamp, "'2024-02-29 12:34:56.789012'", Utc("2024-02-29T12:34:56.789012Z")),
        new(DuckType.Timestamp, "'1900-01-01 00:00:00.000001'", Utc("1900-01-01T00:00:00.000001Z")),
        new(DuckType.TimestampS, "'1969-12-31 23:59:59'", Utc("1969-12-31T23:59:59Z")),
        new(DuckType.TimestampMs, "'1969-12-31 23:59:59.001'", Utc("1969-12-31T23:59:59.001Z")),
        new(DuckType.TimestampNs, "'1969-12-31 23:59:59.0000001'", Utc("1969-12-31T23:59:59.0000001Z")),
        new(DuckType.TimestampTz, "'2024-07-01 12:00:00+02'", new DateTimeOffset(2024, 7, 1, 10, 0, 0, TimeSpan.Zero)),
        new(DuckType.Interval, "INTERVAL '14 months -3 days 4.5 seconds'", new DuckInterval(14, -3, 4_500_000)),
        new(DuckType.Enum("low", "it's", "HIGH"), "'it''s'", "it's"),
        new(DuckType.List(DuckType.Integer), "[1, NULL, 3]", new object?[] { 1, null, 3 }),
        new(DuckType.List(DuckType.Varchar), "[]", Array.Empty<object?>()),
        new(
            DuckType.List(DuckType.List(DuckType.Varchar)),
            "[['a'], [], NULL, ['b', NULL]]",
            new object?[] { new object?[] { "a" }, Array.Empty<object?>(), null, new object?[] { "b", null } }
        ),
        new(DuckType.Array(DuckType.Double, 3), "[1.0, NULL, 3.0]", new object?[] { 1.0, null, 3.0 }),
        new(
            DuckType.List(DuckType.Array(DuckType.Varchar, 2)),
            "[['a', 'b'], NULL, ['c', NULL]]",
            new object?[] { new object?[] { "a", "b" }, null, new object?[] { "c", null } }
        ),
        new(
            DuckType.Struct(("arn", DuckType.Varchar), ("a \"quoted\" name", DuckType.BigInt)),
            """{'arn': 'arn:aws:iam::1:root', 'a "quoted" name': NULL}""",
            new Dictionary<string, object?> { ["arn"] = "arn:aws:iam::1:root", ["a \"quoted\" name"] = null }
        ),
        new(
            DuckType.List(DuckType.Struct(("id", DuckType.Uuid), ("tags", DuckType.List(DuckType.Varchar)))),
            "[{'id': 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'tags': ['x']}, NULL]",
            new object?[]
            {
                new Dictionary<string, object?> { ["id"] = Guid.AllBitsSet, ["tags"] = new object?[] { "x" } },
                null,
            }
        ),
        new(
            DuckType.Struct(
                ("inner", DuckType.Struct(("list", DuckType.List(DuckType.Integer)))),
                ("after", DuckType.Varchar)
            ),
            "{'inner': {'list': [1, 2]}, 'after': 'z'}",
            new Dictionary<string, object?>
            {
                ["inner"] = new Dictionary<string, object?> { ["list"] = new object?[] { 1, 2 } },
                ["after"] = "z",
            }
        ),
        new(
            DuckType.Map(DuckType.Varchar, DuckType.Integer),
            "MAP {'b': 2, 'a': NULL}",
            new KeyValuePair<object, object?>[] { new("b", 2), new("a", null) }
        ),
    ];

    /// <summary>Numbers of the samples, for theories.</summary>
    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, All.Count)];

    /// <summary>The sample in SQL, cast to its type.</summary>
    public string Literal => $"CAST({Sql} AS {Type})";

    public override string ToString() => $"{Type} {Sql}";

    private static DateTime Utc(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    private static Int128 Digits(int count) => Int128.Parse(new string('9', count), CultureInfo.InvariantCulture);
}
