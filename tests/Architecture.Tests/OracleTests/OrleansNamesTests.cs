using System.Reflection;
using InvestBot.Architecture.Repository;

namespace InvestBot.Architecture.OracleTests;

/// <summary>
/// Grains are written against names that are not ours. What stands behind them here must have the same names and signatures
/// as Microsoft.Orleans; a name that its packages do not have is listed in elsewhere.txt, with the reason.
/// </summary>
public sealed class OrleansNamesTests
{
    private const string ListFile = "tests/Architecture.Tests/OracleTests/elsewhere.txt";

    private static readonly Lazy<PublicSurface> Theirs = new(() => PublicSurface.Read(Packages()));
    private static readonly Lazy<PublicSurface> Ours = new(() => PublicSurface.Read([Path.Combine(AppContext.BaseDirectory, "InvestBot.Orleans.Embedded.dll")]));

    [Fact]
    public void Oracle_IsThePackagesThemselves() => Theirs.Value.Types.Count.ShouldBeGreaterThan(800);

    [Fact]
    public void Names_ExistInOrleansOrAreExplained() => Foreign().Except(Explained().Keys).ShouldBeEmpty();

    [Fact]
    public void Explanations_AreNeededAndGiven()
    {
        Explained().Keys.Except(Foreign()).ShouldBeEmpty();
        Explained().Where(e => e.Value.Length < 10).Select(e => e.Key).ShouldBeEmpty();
    }

    // A type that they do not have, or a member that their type does not have.
    private static IEnumerable<string> Foreign() =>
        from type in Ours.Value.Types
        let theirs = Theirs.Value.Types.GetValueOrDefault(type.Key)
        from name in theirs is null ? [type.Key] : type.Value.Except(theirs).Select(member => $"{type.Key}: {member}")
        orderby name
        select name;

    private static Dictionary<string, string> Explained() => SourceTree.ReadLines(ListFile)
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .Select(line => line.Split(" | "))
        .ToDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1] : "");

    private static string[] Packages() =>
    [
        .. Named("OraclePackages").Split('|').Select(name => Path.Combine(
            Named("OracleFolder"), $"microsoft.orleans.{name.ToLowerInvariant()}", Named("OracleVersion"), "lib", "net10.0", $"Orleans.{name}.dll")),
    ];

    private static string Named(string key) =>
        typeof(OrleansNamesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
