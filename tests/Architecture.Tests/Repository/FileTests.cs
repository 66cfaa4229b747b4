using System.Text.RegularExpressions;

namespace InvestBot.Architecture.Repository;

public sealed partial class FileTests
{
    private const int MostLines = 300;

    private static readonly string[] Code = [".cs", ".ts", ".svelte", ".js", ".mjs", ".css", ".sh", ".sql"];

    private static readonly string[] Text =
        [".cs", ".ts", ".svelte", ".js", ".mjs", ".css", ".html", ".sh", ".sql", ".md", ".json", ".csproj", ".props", ".targets", ".yml", ".yaml", ".txt", ""];

    private static readonly string[] BannedFolders = ["Utils", "Util", "Utilities", "Helpers", "Helper", "Manager", "Managers", "Common", "Core", "Base", "Misc", "Shared"];

    [Fact]
    public void CodeFiles_HaveAtMost300Lines() =>
        SourceTree.WithExtension(Code)
            .Select(file => (File: file, Lines: SourceTree.ReadLines(file).Count))
            .Where(f => f.Lines > MostLines)
            .Select(f => $"{f.File}: {f.Lines} lines")
            .ShouldBeEmpty();

    [Fact]
    public void Folders_AreNamedAfterAConcept() =>
        SourceTree.Files
            .Where(file => file.Split('/')[..^1].Any(folder => BannedFolders.Contains(folder, StringComparer.OrdinalIgnoreCase)))
            .ShouldBeEmpty();

    [Fact]
    public void Types_AreNamedAfterAConcept() =>
        SourceTree.WithExtension(".cs")
            // Names there are those of the mirrored model.
            .Where(file => !file.StartsWith("orleans-embedded/Orleans/", StringComparison.Ordinal))
            .SelectMany(file => BannedType().Matches(SourceTree.Read(file)).Select(match => $"{file}: {match.Value}"))
            .ShouldBeEmpty();

    [Fact]
    public void Text_NamesNoPathOfOneMachine() =>
        SourceTree.WithExtension(Text)
            .SelectMany(file => SourceTree.ReadLines(file).Where(line => MachinePath().IsMatch(line)).Select(line => $"{file}: {line.Trim()}"))
            .ShouldBeEmpty();

    [Fact]
    public void CSharp_HasNoRegions() =>
        SourceTree.WithExtension(".cs").Where(file => Region().IsMatch(SourceTree.Read(file))).ShouldBeEmpty();

    [Fact]
    public void PageLock_NamesOnlyThePublicRegistry() =>
        SourceTree.Files.Where(file => Path.GetFileName(file) == "package-lock.json")
            .SelectMany(SourceTree.ReadLines)
            .Where(line => line.Contains("\"resolved\":", StringComparison.Ordinal) && !line.Contains("\"https://registry.npmjs.org/", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [GeneratedRegex(@"\b(?:class|struct|record|interface) +\w*(?:Helpers?|Utils?|Utilit(?:y|ies)|Managers?)\b")]
    private static partial Regex BannedType();

    // A folder of one person's machine: below work, home, Users or root's home.
    [GeneratedRegex(@"(?<![\w.:/~-])/(?:work|home|Users|root)/[\w.]")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"^\s*#region", RegexOptions.Multiline)]
    private static partial Regex Region();
}
