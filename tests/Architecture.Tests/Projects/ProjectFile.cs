using System.Xml.Linq;
using InvestBot.Architecture.Repository;

namespace InvestBot.Architecture.Projects;

/// <summary>One project file, read as text: what it says, not what a build makes of it.</summary>
internal sealed record ProjectFile(string Path, XElement Xml)
{
    public static IReadOnlyList<ProjectFile> All { get; } =
        [.. SourceTree.WithExtension(".csproj").Select(path => new ProjectFile(path, XElement.Parse(SourceTree.Read(path))))];

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    public bool IsTest => Folder.StartsWith("tests/", StringComparison.Ordinal) || Folder == "bench" || Folder.StartsWith("bench/", StringComparison.Ordinal);

    public string RootNamespace => (string?)Xml.Descendants("RootNamespace").FirstOrDefault() ?? Name;

    public IReadOnlyList<string> Packages => [.. Includes("PackageReference")];

    /// <summary>Names of the projects that it references.</summary>
    public IReadOnlyList<string> Projects => [.. Includes("ProjectReference").Select(path => System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))];

    /// <summary>Whether a source file belongs to this project and not to one in a folder below.</summary>
    public bool Owns(string file) =>
        file.StartsWith(Folder + "/", StringComparison.Ordinal)
        && !All.Any(other => other.Folder.StartsWith(Folder + "/", StringComparison.Ordinal) && file.StartsWith(other.Folder + "/", StringComparison.Ordinal));

    private IEnumerable<string> Includes(string element) => Xml.Descendants(element).Select(e => (string?)e.Attribute("Include")).OfType<string>();
}
