namespace RecipePicks.Letters;

/// <summary>What a question can need, and the parameters that each need fills.</summary>
internal static class Needed
{
    /// <summary>Bounds of the time window, which every question may use.</summary>
    public static IReadOnlyList<string> Window { get; } = ["from", "to"];

    /// <summary>The needs, each with its parameters.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> All { get; } =
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["resource"] = ["resource", "resource_json", "resource_like"],
            ["callers"] = ["arns", "roles", "principals", "keys", "addresses", "accounts"],
            ["name"] = ["name"],
            ["address"] = ["address"],
            ["addresses"] = ["addresses"],
            ["user"] = ["user_name"],
            ["role"] = ["role_like"],
            ["access-key"] = ["access_key"],
            ["event"] = ["event"],
            ["names"] = ["names"],
            ["state-calls"] = ["state_calls"],
            ["types"] = ["types"],
            ["calls"] = ["calls"],
            ["cli-calls"] = ["cli_calls"],
            ["credentials"] =
            [
                "arns",
                "keys",
                "principals",
                "role_names",
                "session_names",
                "user_names",
                "people",
                "role_ids",
                "accounts",
                "nobody",
            ],
            ["accounts"] = ["accounts"],
            ["taken"] = ["role_names", "session_names"],
            ["events"] = ["events"],
            ["leads"] = ["leads", "lead_names", "lead_texts"],
        };

    /// <summary>The parameters that a need fills.</summary>
    public static IReadOnlyList<string> Parameters(string need) => All.TryGetValue(need, out var names) ? names : [];

    /// <summary>What stands in a pasted text for a value that is not known.</summary>
    public static object Placeholder(string parameter) =>
        parameter switch
        {
            "resource_json" => "<resource>",
            "resource_like" => "%<resource>%",
            "role_like" => "%<role>%",
            "arns" => new[] { "<arn>" },
            "roles" => new[] { "<role-arn>" },
            "principals" => new[] { "<principal-id>" },
            "keys" => new[] { "<access-key>" },
            "addresses" => new[] { "<address>" },
            "accounts" => new[] { "<account>" },
            "names" => new[] { "<id-name-or-arn>" },
            "state_calls" => StateRows.Calls,
            "types" => EstateTypes.All,
            "calls" => new[] { "<eventName>" },
            "leads" => new[] { "<lead>" },
            "lead_names" or "lead_texts" => new[] { "<id-or-name>" },
            "role_names" => new[] { "<role>" },
            "session_names" => new[] { "<session-name>" },
            "user_names" => new[] { "<user>" },
            "people" => new[] { "<identity-center-user-id>" },
            "role_ids" => new[] { "<role-id>" },
            "nobody" => new[] { "" },
            "events" => new[] { "<event-id>" },
            "cli_calls" => new[] { "aws <service> <operation>" },
            _ => $"<{parameter.Replace('_', '-')}>",
        };
}
