using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace RecipePicks.Cli;

/// <summary>The work could not be done; the message says what and where.</summary>
internal sealed class WorkFailedException(string message) : Exception(message);

/// <summary>The command line asks for what there is not.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    public static void ThrowIfWrong(ParseResult parsed)
    {
        if (parsed.Action is not (null or ParseErrorAction) && parsed.Errors.Count > 0)
        {
            return; // help was asked for
        }

        if (parsed.CommandResult.Command is RootCommand && parsed.UnmatchedTokens.Count > 0)
        {
            throw new UsageException($"there is no command or option {parsed.UnmatchedTokens[0]}");
        }

        if (parsed.Errors.Count > 0)
        {
            throw new UsageException(parsed.Errors[0].Message.ReplaceLineEndings(""));
        }

        // The parser takes an option that it does not know for an argument.
        var arguments = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash);
        if (arguments.FirstOrDefault(t => t.Type == TokenType.Argument && LooksLikeOption(t.Value)) is { } unknown)
        {
            throw new UsageException($"there is no option {unknown.Value}; after -- it is taken as it stands");
        }
    }

    private static bool LooksLikeOption(string text) =>
        text.Length > 1
        && text[0] == '-'
        && text[1] is '-' or (>= 'a' and <= 'z')
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '=');
}
