using System.Text.RegularExpressions;

namespace InvestBot.Cli.Testing;

/// <summary>Reads the names of tests from their sources, where they can't be built.</summary>
internal static partial class TestSources
{
    /// <summary>Names of the test methods below a folder, as class and method, by name.</summary>
    /// <param name="folder">Of one test project.</param>
    /// <param name="without">A folder in it that is left out.</param>
    public static IReadOnlyList<string> Names(string folder, string without) =>
    [
        .. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).StartsWith(without + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .SelectMany(file => Methods(File.ReadAllText(file)))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Names of the test methods of a source file.</summary>
    internal static IEnumerable<string> Methods(string source)
    {
        var type = "";
        foreach (Match match in Marks().Matches(source))
        {
            if (match.Groups["type"].Success) type = match.Groups["type"].Value;
            else yield return $"{type}.{match.Groups["test"].Value}";
        }
    }

    [GeneratedRegex(@"\bclass (?<type>\w+)|\[(?:Fact|Theory)\b[^\]]*\][^;{]*?\b(?:Task|void) (?<test>\w+)\(")]
    private static partial Regex Marks();
}
