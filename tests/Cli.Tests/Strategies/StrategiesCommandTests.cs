using InvestBot.Cli.Commands;
using InvestBot.Cli.Output;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Presets;

namespace InvestBot.Cli.Strategies;

public sealed class StrategiesCommandTests
{
    [Fact]
    public async Task Strategies_AsText_NameEveryStrategyParameterAndPreset()
    {
        var output = (await Typed.Run("strategies")).Output;

        foreach (var strategy in StrategyCatalog.All)
        {
            output.ShouldContain($"{strategy.Id["strategy.".Length..]}: {strategy.Description}");
            foreach (var parameter in strategy.Parameters) output.ShouldContain($"  {parameter.Name} ");
        }
        foreach (var preset in PresetCatalog.All) output.ShouldContain(preset.Id);
    }

    [Fact]
    public async Task Strategies_AsJson_HaveTheirDefaultsAsFigures()
    {
        var report = Report.Parse((await Typed.Run("strategies", "--json")).Output.Trim());

        report.Figures.Count.ShouldBe(StrategyCatalog.All.Sum(strategy => strategy.Parameters.Length));
        report.Figures.Single(figure => figure.Name == "mean-reversion rsi-below").Value.ShouldBe(30.0);
    }
}
