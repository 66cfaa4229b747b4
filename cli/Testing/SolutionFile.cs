using System.Text.RegularExpressions;

namespace InvestBot.Cli.Testing;

/// <summary>Finds the test projects that the solution lists.</summary>
internal static partial class SolutionFile
{
    /// <summary>Names of the test projects, in the solution's order.</summary>
    public static IReadOnlyList<string> TestProjects(string solutionText) =>
    [
        .. ProjectPattern().Matches(solutionText)
            .Select(match => match.Groups[1].Value)
            .Where(name => name.EndsWith(".Tests", StringComparison.Ordinal) || name.EndsWith(".Conformance", StringComparison.Ordinal)),
    ];

    [GeneratedRegex("""^Project\("[^"]+"\) = "([^"]+)", "[^"]+\.csproj",""", RegexOptions.Multiline)]
    private static partial Regex ProjectPattern();
}
