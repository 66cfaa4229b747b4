using System.Text.RegularExpressions;
using InvestBot.Architecture.Projects;

namespace InvestBot.Architecture.Repository;

public sealed partial class NamespaceTests
{
    [Fact]
    public void Namespaces_AreTheirFolders() =>
        ProjectFile.All.SelectMany(Misplaced).ShouldBeEmpty();

    private static IEnumerable<string> Misplaced(ProjectFile project) =>
        from file in SourceTree.WithExtension(".cs")
        where project.Owns(file)
        from Match match in NamespaceLine().Matches(SourceTree.Read(file))
        let found = match.Groups[1].Value
        let expected = Expected(project, file)
        where !expected.Contains(found) && !IsMirrored(file, found)
        select $"{file}: {found}, expected {expected[0]}";

    // A test stands in the namespace of what it tests, with or without ".Tests" at the end of the project's part.
    private static string[] Expected(ProjectFile project, string file)
    {
        var folders = file[(project.Folder.Length + 1)..].Split('/')[..^1];
        var root = project.RootNamespace;
        string[] roots = root.EndsWith(".Tests", StringComparison.Ordinal) ? [root, root[..^6]] : project.IsTest ? [root, root + ".Tests"] : [root];
        return [.. roots.Select(start => string.Join('.', [start, .. folders]))];
    }

    // The embedded engine stands behind Orleans' own names.
    private static bool IsMirrored(string file, string found) =>
        file.StartsWith("orleans-embedded/Orleans/", StringComparison.Ordinal) && (found == "Orleans" || found.StartsWith("Orleans.", StringComparison.Ordinal));

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
