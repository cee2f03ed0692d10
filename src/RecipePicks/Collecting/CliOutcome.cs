using System.Text.Json;
using System.Text.RegularExpressions;
using RecipePicks.Sources;

namespace RecipePicks.Collecting;

/// <summary>What a run of the AWS CLI means.</summary>
/// <param name="Outcome"><c>ok</c>, <c>denied</c>, <c>absent</c> or <c>failed</c>.</param>
/// <param name="Code">AWS's code of the error.</param>
/// <param name="Message">What the AWS CLI said.</param>
internal sealed partial record CliOutcome(string Outcome, string? Code, string? Message)
{
    /// <summary>Reads a run.</summary>
    /// <param name="entry">The call.</param>
    /// <param name="run">What the AWS CLI did.</param>
    public static CliOutcome Of(CliCall entry, CliRun run)
    {
        if (run.Code == 0)
        {
            return IsObject(run.Output)
                ? new(CliAnswer.Ok, null, null)
                : new(CliAnswer.Failed, null, "the AWS CLI printed something else than one JSON object");
        }

        if (Error().Match(run.Error) is not { Success: true } error)
        {
            return new(CliAnswer.Failed, null, Line(run.Error) ?? $"the AWS CLI ended with status {run.Code}");
        }

        var code = error.Groups["code"].Value;
        return new(
            entry.Absent?.Contains(code) == true ? CliAnswer.Absent
                : CliCalls.File.Denied.Contains(code) ? CliAnswer.Denied
                : CliAnswer.Failed,
            code,
            Line(error.Groups["message"].Value)
        );
    }

    /// <summary>Whether AWS asked to slow down.</summary>
    public bool IsThrottled => Code is not null && CliCalls.File.Throttled.Contains(Code);

    /// <summary>Whether the credentials have run out.</summary>
    public bool IsExpired =>
        Code is not null
            ? CliCalls.File.Expired.Contains(Code)
            : Outcome == CliAnswer.Failed
                && CliCalls.File.SignedOut.Any(t => Message?.Contains(t, StringComparison.Ordinal) == true);

    // Some calls print nothing when there is nothing.
    private static bool IsObject(byte[] output)
    {
        if (output.AsSpan().Trim(" \n\r\t"u8).IsEmpty)
        {
            return true;
        }

        try
        {
            using var document = JsonDocument.Parse(output);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // The last line that is not empty is what went wrong; a traceback or a list of choices may stand before it.
    private static string? Line(string text) => text.Split('\n').Select(l => l.Trim()).LastOrDefault(l => l.Length > 0);

    [GeneratedRegex(
        @"An error occurred \((?<code>[^)\n]+)\) when calling the \w+ operation( \(reached max retries: \d+\))?: ?(?<message>.*)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Error();
}
