using System.CommandLine;

namespace PosIntegration.CommandLine;

/// <summary>Says what is wrong with a command line: one line a fault.</summary>
internal static class ParseFaults
{
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.Count == 0)
        {
            return [.. parsed.Errors.Select(error => error.Message)];
        }

        // A word after an option that does not exist is no fault of its own.
        var options = parsed.UnmatchedTokens.Where(token => token.StartsWith('-')).ToList();
        var command = parsed.CommandResult.Command;
        string[] known = [.. command.Options.Select(option => option.Name), .. command.Subcommands.Select(subcommand => subcommand.Name)];
        return
        [
            .. (options.Count > 0 ? options : [.. parsed.UnmatchedTokens]).Select(token =>
                $"'{token}' is no {(token.StartsWith('-') ? "option" : "command")} here; "
                + (NearestWord.Of(token, known) is { } nearest ? $"did you mean {nearest}?" : $"there are: {string.Join(", ", known)}.")),
        ];
    }
}
