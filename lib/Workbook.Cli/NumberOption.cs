using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Workbook.Cli;

/// <summary>An option that takes a whole number within bounds, and says them when it gets another.</summary>
internal static class NumberOption
{
    public static Option<int> Create(string name, string description, int usual, int lowest, int highest) => new(name)
    {
        Description = $"{description} Default: {usual}.",
        HelpName = "n",
        DefaultValueFactory = _ => usual,
        CustomParser = result => Parse(result, name, usual, lowest, highest),
    };

    private static int Parse(ArgumentResult result, string name, int usual, int lowest, int highest)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, CultureInfo.InvariantCulture, out int number) && number >= lowest && number <= highest)
            return number;
        result.AddError($"{name} must be a number from {lowest} to {highest}, not '{text}'.");
        return usual;
    }
}
