using InvestBot.Cli.Commands;
using InvestBot.Cli.Home;
using InvestBot.Cli.Output;
using InvestBot.Strategies.Presets;

namespace InvestBot.Cli.Evidence;

public sealed class EvidenceCommandTests
{
    [Fact]
    public async Task Evidence_OfARecording_HasEveryPreset()
    {
        var data = Path.Combine(Clone.Folder, "data", "equities-2013");
        var report = Report.Parse((await Typed.Run("evidence", "--data", data, "--folds", "1", "--trials", "2", "--json")).Output.Trim());

        foreach (var preset in PresetCatalog.All)
        {
            report.Figures.ShouldContain(figure => figure.Name == $"{preset.Id} on equities-2013: net return");
            report.Figures.ShouldContain(figure => figure.Name == $"{preset.Id} on equities-2013: walk forward");
        }
    }
}
