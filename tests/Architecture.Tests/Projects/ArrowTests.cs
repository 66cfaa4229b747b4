namespace InvestBot.Architecture.Projects;

public sealed class ArrowTests
{
    private static readonly string[] Pure = ["Domain", "Indicators", "Strategies", "Backtest"];

    // Each project and those that it may lean on directly. Nothing else is an arrow.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Domain"] = [],
        ["Indicators"] = [],
        ["Strategies"] = ["Domain", "Indicators"],
        ["Backtest"] = ["Strategies", "Indicators", "Domain"],
        ["Orleans.Embedded"] = [],
        ["GrainInterfaces"] = ["Domain", "Orleans.Embedded"],
        ["Storage"] = ["Domain", "Orleans.Embedded"],
        ["Exchanges"] = ["Domain"],
        ["Feeds"] = ["Domain"],
        ["Grains"] = ["GrainInterfaces", "Strategies", "Indicators", "Exchanges", "Feeds", "Storage", "Domain", "Orleans.Embedded"],
        ["Silo"] = ["Grains", "GrainInterfaces", "Strategies", "Exchanges", "Feeds", "Storage", "Domain", "Orleans.Embedded"],
        ["Api"] = ["GrainInterfaces", "Storage", "Domain", "Orleans.Embedded"],
        ["Simulation"] = ["Silo", "Grains", "GrainInterfaces", "Strategies", "Exchanges", "Feeds", "Storage", "Domain", "Orleans.Embedded"],
        ["Cli"] = ["Simulation", "Silo", "Api", "Backtest", "Storage", "Domain"],
    };

    private static IEnumerable<ProjectFile> Production => ProjectFile.All.Where(project => !project.IsTest && !IsCompilerPart(project));

    [Fact]
    public void Arrows_PointInward() =>
        (from project in Production
         from target in project.Projects
         where !IsCompilerPart(target) && !Allowed.GetValueOrDefault(Short(project.Name), []).Contains(Short(target))
         select $"{project.Name} -> {target}").ShouldBeEmpty();

    [Fact]
    public void Projects_AllHaveTheirArrowsStated() =>
        Production.Select(project => Short(project.Name)).Except(Allowed.Keys).ShouldBeEmpty();

    [Fact]
    public void PureProjects_UseNoPackage() =>
        Production.Where(project => Pure.Contains(Short(project.Name)))
            .SelectMany(project => project.Packages.Select(package => $"{project.Name}: {package}"))
            .ShouldBeEmpty();

    [Fact]
    public void Production_DoesNotLeanOnTests() =>
        (from project in Production
         from target in project.Projects
         where ProjectFile.All.Any(other => other.Name == target && other.IsTest)
         select $"{project.Name} -> {target}").ShouldBeEmpty();

    private static string Short(string name) => name.Replace("InvestBot.", "", StringComparison.Ordinal);

    // A source generator runs inside the compiler and is part of no program.
    private static bool IsCompilerPart(ProjectFile project) => IsCompilerPart(project.Name);

    private static bool IsCompilerPart(string name) => name.EndsWith(".Generator", StringComparison.Ordinal);
}
