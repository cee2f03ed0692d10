using System.Diagnostics;
using System.Globalization;
using RecipePicks.DuckDb;
using RecipePicks.Sql;

namespace RecipePicks.Bench;

/// <summary>Scans through our scalar functions, each beside DuckDB's nearest native expression, in one thread.</summary>
internal static class Functions
{
    private const int Rounds = 5;

    /// <summary>Columns in the forms of a trail: times, addresses, parameters as JSON text, user agents, addresses of pages.</summary>
    private const string Table = """
        CREATE TABLE t AS SELECT i,
            strftime(TIMESTAMP '2024-05-01' + to_seconds(i), '%Y-%m-%dT%H:%M:%SZ') AS iso,
            TIMESTAMP '2024-05-01' + to_seconds(i) AS moment,
            '10.' || (i % 200) || '.' || (i % 250) || '.' || (i % 99) AS address,
            '{"roleArn":"arn:aws:iam::111122223333:role/r' || (i % 1000) || '","durationSeconds":' || (i % 3600)
                || ',"tags":["a","b","c' || i || '"],"filter":{"name":{"value":"v' || i || '"}}}' AS js,
            '["x","y","z' || i || '"]' AS arr,
            'aws-cli/2.15.' || (i % 40) || ' Python/3.11 Linux/6.1 exe/x86_64 prompt/off command/s3.ls' AS agent,
            'https://console.aws.amazon.com:443/ec2/home/i-' || i || '?region=us-east-1&id=' || i || '#top' AS url,
            '  ' || i || ' ' AS padded,
            CAST(i AS VARCHAR) AS number,
            printf('%x', i) AS hex,
            'a=' || i || ',b=2,c=3' AS pairs,
            CAST(i AS DOUBLE) / 7 AS fraction
        FROM range($ROWS) r(i)
        """;

    /// <summary>Ours, and what DuckDB has that comes nearest to it.</summary>
    private static readonly (string Ours, string Native)[] s_pairs =
    [
        ("picks_json_extract_scalar(js, '$.roleArn')", "json_extract_string(js, '$.roleArn')"),
        ("picks_json_extract_scalar(js, '$.filter.name.value')", "json_extract_string(js, '$.filter.name.value')"),
        ("picks_json_extract(js, '$.filter')", "json_extract(js, '$.filter')"),
        ("picks_json_parse(js)", "json(js)"),
        ("picks_json_quote(agent)", "to_json(agent)"),
        ("picks_json_to_text('\"x' || i || '\"')", "json_extract_string('\"x' || i || '\"', '$')"),
        ("picks_json_to_bigint(number)", "CAST(json(number) AS BIGINT)"),
        ("picks_json_to_double(number)", "CAST(json(number) AS DOUBLE)"),
        ("picks_json_elements(arr)", "from_json(arr, '[\"JSON\"]')"),
        (
            "picks_json_texts(js)",
            "from_json(js, '{\"roleArn\":\"VARCHAR\",\"durationSeconds\":\"VARCHAR\",\"tags\":\"JSON\",\"filter\":\"JSON\"}')"
        ),
        (
            "picks_json_members(js)",
            "json_transform(js, '{\"roleArn\":\"JSON\",\"durationSeconds\":\"JSON\",\"tags\":\"JSON\",\"filter\":\"JSON\"}')"
        ),
        ("picks_json_member(js, 'roleArn')", "json_extract(js, '$.roleArn')"),
        ("picks_json_array_length(arr)", "json_array_length(arr)"),
        ("picks_json_size(js, '$.tags')", "json_array_length(js, '$.tags')"),
        ("picks_json_array_get(arr, 1)", "json_extract(arr, '$[1]')"),
        ("picks_json_array_contains_text(arr, 'y')", "json_contains(arr, '\"y\"')"),
        ("picks_is_json_scalar(arr)", "json_type(arr) NOT IN ('ARRAY', 'OBJECT')"),
        ("picks_regexp_like(agent, 'Python/3\\.\\d+')", "regexp_matches(agent, 'Python/3\\.\\d+')"),
        ("picks_regexp_like(agent, '^(?i)aws-cli')", "regexp_matches(agent, '^(?i)aws-cli')"),
        ("picks_regexp_extract(agent, 'aws-cli/([\\d.]+)', 1)", "regexp_extract(agent, 'aws-cli/([\\d.]+)', 1)"),
        ("picks_regexp_extract_all(agent, '\\d+', 0)", "regexp_extract_all(agent, '\\d+', 0)"),
        ("picks_regexp_split(agent, '\\s+')", "regexp_split_to_array(agent, '\\s+')"),
        ("picks_regexp_replace(agent, '\\d+', 'N')", "regexp_replace(agent, '\\d+', 'N', 'g')"),
        ("picks_regexp_count(agent, '\\d+')", "len(regexp_extract_all(agent, '\\d+'))"),
        ("picks_regexp_position(agent, 'Linux')", "strpos(agent, regexp_extract(agent, 'Linux'))"),
        ("picks_split(agent, ' ', 2147483647)", "string_split(agent, ' ')"),
        ("picks_split_part(agent, ' ', 2)", "split_part(agent, ' ', 2)"),
        (
            "picks_split_to_map(pairs, ',', '=')",
            "map_from_entries(list_transform(string_split(pairs, ','), lambda p: (split_part(p, '=', 1), split_part(p, '=', 2))))"
        ),
        ("picks_substr(agent, 5, 10)", "substr(agent, 5, 10)"),
        ("picks_strpos(agent, '/', 2)", "strpos(substr(agent, strpos(agent, '/') + 1), '/')"),
        ("picks_pad(number, 12, '0', TRUE)", "lpad(number, 12, '0')"),
        ("picks_trim(padded, '', 3)", "trim(padded)"),
        ("picks_number_text(fraction)", "CAST(fraction AS VARCHAR)"),
        ("picks_to_bigint(number)", "CAST(number AS BIGINT)"),
        ("picks_to_double(number)", "CAST(number AS DOUBLE)"),
        ("picks_try_to_bigint(number)", "TRY_CAST(number AS BIGINT)"),
        ("picks_try_to_double(number)", "TRY_CAST(number AS DOUBLE)"),
        (
            "picks_to_boolean(CASE WHEN i % 2 = 0 THEN 'true' ELSE 'false' END)",
            "CAST((CASE WHEN i % 2 = 0 THEN 'true' ELSE 'false' END) AS BOOLEAN)"
        ),
        ("picks_to_base(i, 16)", "to_base(i, 16)"),
        ("picks_from_base(hex, 16)", "CAST('0x' || hex AS BIGINT)"),
        ("picks_from_utf8(encode(agent))", "decode(encode(agent))"),
        ("picks_md5(encode(agent))", "unhex(md5(agent))"),
        ("picks_sha1(encode(agent))", "unhex(sha1(agent))"),
        ("picks_sha256(encode(agent))", "unhex(sha256(agent))"),
        ("picks_sha512(encode(agent))", "unhex(sha256(agent))"),
        ("picks_from_iso8601(iso)", "CAST(iso AS TIMESTAMPTZ)"),
        ("picks_from_iso8601_date(left(iso, 10))", "CAST(left(iso, 10) AS DATE)"),
        ("picks_to_timestamp(replace(left(iso, 19), 'T', ' '))", "CAST(replace(left(iso, 19), 'T', ' ') AS TIMESTAMP)"),
        ("picks_to_date(left(iso, 10))", "CAST(left(iso, 10) AS DATE)"),
        ("picks_local(moment, 'Europe/Berlin')", "(moment AT TIME ZONE 'UTC') AT TIME ZONE 'Europe/Berlin'"),
        ("picks_instant(moment, 'Europe/Berlin')", "moment AT TIME ZONE 'Europe/Berlin'"),
        ("picks_date_parse(iso, '%Y-%m-%dT%H:%i:%sZ')", "strptime(iso, '%Y-%m-%dT%H:%M:%SZ')"),
        ("picks_date_format(moment, '%Y-%m-%d %H:%i')", "strftime(moment, '%Y-%m-%d %H:%M')"),
        ("picks_parse_datetime(iso, 'yyyy-MM-dd''T''HH:mm:ss''Z''')", "strptime(iso, '%Y-%m-%dT%H:%M:%SZ')"),
        ("picks_format_datetime(moment, 'yyyy-MM-dd HH:mm', 'UTC')", "strftime(moment, '%Y-%m-%d %H:%M')"),
        ("picks_to_address(address)", "list_transform(string_split(address, '.'), lambda p: CAST(p AS UTINYINT))"),
        (
            "picks_try_to_address(address)",
            "list_transform(string_split(address, '.'), lambda p: TRY_CAST(p AS UTINYINT))"
        ),
        (
            "picks_network_contains('10.0.0.0/9', picks_to_address(address))",
            "list_transform(string_split(address, '.'), lambda p: CAST(p AS UTINYINT))[2] < 128"
        ),
        ("picks_url_protocol(url)", "regexp_extract(url, '^([a-z]+):', 1)"),
        ("picks_url_host(url)", "regexp_extract(url, '^[a-z]+://([^/:]+)', 1)"),
        ("picks_url_path(url)", "regexp_extract(url, '^[a-z]+://[^/]+([^?#]*)', 1)"),
        ("picks_url_query(url)", "regexp_extract(url, '\\?([^#]*)', 1)"),
        ("picks_url_fragment(url)", "regexp_extract(url, '#(.*)$', 1)"),
        ("picks_url_port(url)", "CAST(regexp_extract(url, ':(\\d+)', 1) AS BIGINT)"),
        ("picks_url_parameter(url, 'id')", "regexp_extract(url, '[?&]id=([^&#]*)', 1)"),
        ("picks_url_encode(url)", "url_encode(url)"),
        ("picks_url_decode(url)", "url_decode(url)"),
    ];

    /// <summary>Prints a line for each: milliseconds of both, the median of rounds taken in turn, and their ratio.</summary>
    /// <param name="rows">How many rows each is asked of.</param>
    public static void Compare(long rows)
    {
        using var database = DuckDatabase.Open();
        using var connection = database.Connect();
        connection.Execute("SET threads = 1");
        connection.Execute("SET TimeZone = 'UTC'");
        AthenaSql.Register(connection);
        connection.Execute(
            Table.Replace("$ROWS", rows.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        );
        Console.WriteLine($"{rows:N0} rows, one thread, median of {Rounds} rounds in turn");
        Console.WriteLine($"{"ms", 8}{"native", 8}{"times", 7}  ours, and DuckDB's nearest");
        foreach (var (ours, native) in s_pairs)
        {
            var (mine, theirs) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                mine.Add(Scan(connection, ours));
                theirs.Add(Scan(connection, native));
            }

            var (a, b) = (Median(mine), Median(theirs));
            Console.WriteLine($"{a, 8:F0}{b, 8:F0}{a / b, 7:F1}  {ours}  |  {native}");
        }
    }

    private static double Scan(DuckConnection connection, string expression)
    {
        var clock = Stopwatch.StartNew();
        using var result = connection.Query($"SELECT count({expression}) FROM t");
        _ = result.Rows().Count();
        return clock.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
