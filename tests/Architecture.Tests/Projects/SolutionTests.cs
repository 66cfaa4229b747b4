using InvestBot.Architecture.Repository;

namespace InvestBot.Architecture.Projects;

public sealed class SolutionTests
{
    [Fact]
    public void Solution_ListsEveryProject()
    {
        var solution = SourceTree.Read("InvestBot.Orleans.sln").Replace('\\', '/');

        ProjectFile.All.Where(project => !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal))
            .Select(project => $"{project.Path} (add it with eng/solution.sh)")
            .ShouldBeEmpty();
    }

    [Fact]
    public void Projects_HaveALockFile() =>
        ProjectFile.All.Select(project => $"{project.Folder}/packages.lock.json").Except(SourceTree.Files).ShouldBeEmpty();

    [Fact]
    public void Projects_TakeVersionsFromOnePlace() =>
        (from project in ProjectFile.All
         from package in project.Xml.Descendants("PackageReference")
         where package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null
         select $"{project.Path}: {package}").ShouldBeEmpty();
}
