using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Tests.Iam.Symbolic;

/// <summary>Policies and requests of a small world, so that they meet often.</summary>
internal sealed class RandomPolicies(int seed)
{
    private static readonly string[] Actions =
    [
        "*",
        "s3:*",
        "s3:Get*",
        "S3:getobject",
        "s3:?utObject",
        "ec2:RunInstances",
        "kms:Decrypt",
    ];
    private static readonly string[] Resources =
    [
        "*",
        "arn:aws:s3:::a",
        "arn:aws:s3:::a/*",
        "arn:aws:s3:::*/x",
        "arn:aws:s3",
        "arn:aws:kms:*:111122223333:key/?",
        "arn:aws:s3:::${aws:username}",
        "arn:aws:s3:::${k:t, 'b'}",
    ];
    private static readonly string[] Principals =
    [
        "\"*\"",
        Given.AwsPrincipal(Given.Account),
        Given.AwsPrincipal(Given.Alice),
        Given.AwsPrincipal(Given.Role),
        Given.AwsPrincipal(Given.Session),
        Given.AwsPrincipal(Given.Stranger),
        """{"Service":"s3.amazonaws.com"}""",
    ];
    private static readonly string[] Callers =
    [
        Given.Alice,
        Given.Role,
        Given.Session,
        Given.Stranger,
        "anonymous",
        "s3.amazonaws.com",
        $"arn:aws:iam::{Given.Account}:root",
    ];
    private static readonly (string Key, string[] Operators, string[] Values, bool Many)[] Keys =
    [
        (
            "k:t",
            ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase"],
            ["a", "b", "A*", "?", "*", "alice"],
            false
        ),
        ("k:m", ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike"], ["a", "b", "c", "a*"], true),
        (
            "k:n",
            ["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericGreaterThanEquals"],
            ["1", "2", "3.5", "x"],
            false
        ),
        (
            "k:d",
            ["DateEquals", "DateLessThan", "DateGreaterThan", "DateLessThanEquals"],
            ["2026-01-01", "2026-01-02T00:00:00Z"],
            false
        ),
        ("k:i", ["IpAddress", "NotIpAddress"], ["10.0.0.0/8", "10.1.0.0/16", "2001:db8::/32", "203.0.113.7"], false),
        ("k:b", ["Bool"], ["true", "false"], false),
        (
            "k:a",
            ["ArnLike", "ArnNotEquals"],
            ["arn:aws:iam::111122223333:role/*", "arn:aws:sns:*:*:t", "*", "x"],
            false
        ),
    ];

    private readonly Random _random = new(seed);

    public Caller Caller() => RecipePicks.Iam.Evaluation.Caller.TryParse(Pick(Callers))!;

    public string? Account() => Pick([Given.Account, Given.Account, Given.Other]);

    public PolicySet Policies() =>
        new()
        {
            Identity = Layer(null, 4),
            Boundary = Chance(4) ? Layer(null, 3) : null,
            Session = Chance(5) ? Layer(null, 3) : null,
            Resource = Chance(2) ? Layer(Principals, 3) : null,
            ServiceControl = Chance(4) ? [Layer(null, 3), Layer(null, 3)] : [],
            ResourceControl = Chance(4) ? [Layer(["\"*\""], 2)] : [],
            VpcEndpoint = Chance(6) ? Layer(["\"*\""], 2) : null,
        };

    public AccessRequest Request(Caller caller, string? account) =>
        new(
            caller,
            Pick([
                "s3:GetObject",
                "s3:PutObject",
                "ec2:RunInstances",
                "kms:Decrypt",
                "sts:GetCallerIdentity",
                "sts:AssumeRole",
            ]),
            Pick([
                "*",
                "arn:aws:s3:::a",
                "arn:aws:s3:::a/x",
                "arn:aws:s3:::b",
                "arn:aws:s3:::alice",
                "arn:aws:s3:::b/x",
            ]),
            new RequestContext(
                Keys.Where(_ => Chance(2))
                    .Select(k =>
                        KeyValuePair.Create<string, IReadOnlyList<string>>(
                            k.Key,
                            [.. Enumerable.Range(0, k.Many ? _random.Next(1, 4) : 1).Select(_ => Value(k.Key))]
                        )
                    )
            ),
            account
        );

    public Statement Statement(Effect effect) => Given.Policy(Text(null, effect.ToString())).Statements[0];

    private string Value(string key) =>
        key switch
        {
            "k:n" => Pick(["1", "2", "0", "9", "none"]),
            "k:d" => Pick(["2026-01-01T00:00:00Z", "2025-12-31", "2027"]),
            "k:i" => Pick(["10.1.2.3", "10.2.2.3", "203.0.113.7", "2001:db8::9", "office"]),
            "k:b" => Pick(["true", "False", "no"]),
            "k:a" => Pick(["arn:aws:iam::111122223333:role/r", "arn:aws:sns:eu-west-1:111122223333:t", "x"]),
            _ => Pick(["a", "b", "A", "ab", "alice", ""]),
        };

    private PolicyLayer Layer(string[]? principals, int most) =>
        Given.Layer([
            .. Enumerable
                .Range(0, _random.Next(1, most + 1))
                .Select(_ => Text(principals, Chance(3) ? "Deny" : "Allow")),
        ]);

    private string Text(string[]? principals, string effect)
    {
        var principal = principals is null ? "" : $",\"Principal\":{Pick(principals)}";
        return $"{{\"Effect\":\"{effect}\",\"{Not("Action")}\":{Some(Actions)},\"{Not("Resource")}\":{Some(Resources)}{principal}{Conditions()}}}";
    }

    private string Conditions()
    {
        if (Chance(3))
        {
            return "";
        }

        var conditions = new Dictionary<string, string>();
        for (var n = _random.Next(1, 3); n > 0; n--)
        {
            var (key, operators, values, many) = Keys[_random.Next(Keys.Length)];
            var op = Chance(6) ? "Null" : Pick(operators);
            op =
                op == "Null"
                    ? op
                    : $"{(many ? Pick(["ForAnyValue:", "ForAllValues:"]) : "")}{op}{(Chance(4) ? "IfExists" : "")}";
            conditions[op] =
                $"{{\"{key}\":{(op == "Null" ? Pick(["\"true\"", "false", "[true,false]"]) : Some(values))}}}";
        }

        return $",\"Condition\":{{{string.Join(',', conditions.Select(c => $"\"{c.Key}\":{c.Value}"))}}}";
    }

    private string Not(string element) => Chance(6) ? $"Not{element}" : element;

    private string Some(string[] from) =>
        $"[{string.Join(',', Enumerable.Range(0, _random.Next(1, 3)).Select(_ => $"\"{Pick(from)}\""))}]";

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];

    private bool Chance(int of) => _random.Next(of) == 0;
}
