using InvestBot.Cli.Commands;
using InvestBot.Cli.Home;
using InvestBot.Strategies.Catalog;

namespace InvestBot.Cli.Strategies;

public sealed class PagesCommandTests
{
    [Fact]
    public async Task Pages_OfTheShippedCoins_AreThoseInTheRepository()
    {
        var folder = Directory.CreateTempSubdirectory("investbot-pages-").FullName;
        try
        {
            (await Typed.Run("strategies", "pages", "--out", folder)).ExitCode.ShouldBe(0);

            foreach (var name in StrategyCatalog.All.Select(strategy => strategy.Id["strategy.".Length..]))
            {
                foreach (var file in new[] { $"{name}.md", $"{name}.svg" })
                    (await File.ReadAllTextAsync(Path.Combine(folder, file))).ShouldBe(await File.ReadAllTextAsync(Path.Combine(Clone.Folder, "docs", "strategies", file)), file);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Readme_OfTheStrategies_NamesEachPage()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Clone.Folder, "docs", "strategies", "README.md"));

        foreach (var strategy in StrategyCatalog.All) readme.ShouldContain($"({strategy.Id["strategy.".Length..]}.md)");
    }
}
