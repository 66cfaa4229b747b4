using System.Globalization;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Output;
using InvestBot.Cli.Scratch;
using InvestBot.Domain.Models;

namespace InvestBot.Cli.Models;

public sealed class ModelsCommandTests : IDisposable
{
    private const string Ensemble = "strategy.ensemble";
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    private string[] Folder => ["--folder", _scratch.File("models")];

    private ModelLibrary Library => new(_scratch.File("models"));

    [Fact]
    public async Task Train_OnRecordedBars_KeepsAModelThatShadowsAndIsJudgedOnLaterOnes()
    {
        string[] what = ["--preset", "ensemble-kelly", "--json"];
        var trained = await Run(["models", "train", .. what, "--from", "2024-04-01", "--to", "2024-06-20", .. Folder]);

        trained.Ok.ShouldBeTrue(string.Join(' ', trained.Notes));
        Number(trained, "log loss out of sample").ShouldBeLessThan(Number(trained, "log loss of the base rate"));
        Library.Of(Ensemble).Shadow.ShouldBe(1);

        var shadow = await Run(["models", "shadow", .. what, "--from", "2024-06-20", .. Folder]);
        Number(shadow, "outcomes").ShouldBeGreaterThan(0);
        shadow.Notes[0].ShouldStartWith("Model 1 ");

        // In force it says what a signal's confidence is, in a backtest as while trading.
        Library.Keep(Ensemble, Library.Of(Ensemble) with { InForce = 1, Shadow = null });
        var plain = await Run(["backtest", .. what, "--from", "2024-06-20"]);
        var judged = await Run(["backtest", .. what, "--from", "2024-06-20", "--models", _scratch.File("models")]);
        judged.Figures.Select(figure => figure.Name).ShouldContain("outcomes learned from");
        Decisions(judged).ShouldNotBe(Decisions(plain));
    }

    [Fact]
    public async Task RollBack_PutsBackWhatWasInForce()
    {
        Library.Keep(Ensemble, new ModelShelf { Versions = [Model(1), Model(2)], InForce = 2, Before = [0, 1] });

        (await Run(["models", "rollback", "--strategy", "ensemble", .. Folder, "--json"])).Notes.ShouldContain("Model 1 is in force.");
        (await Run(["models", "rollback", "--strategy", "ensemble", .. Folder, "--json"])).Notes.ShouldContain(note => note.StartsWith("No model is in force", StringComparison.Ordinal));
        var refused = await Typed.Run(["models", "rollback", "--strategy", "ensemble", .. Folder, "--json"]);

        refused.ExitCode.ShouldBe((int)ExitCode.Failed);
        Library.Of(Ensemble).InForce.ShouldBeNull();
    }

    [Fact]
    public async Task List_SaysWhichModelCounts()
    {
        (await Run(["models", "list", .. Folder, "--json"])).Notes.ShouldHaveSingleItem().ShouldContain("investbot models train");
        Library.Keep(Ensemble, new ModelShelf { Versions = [Model(1), Model(2)], InForce = 1, Shadow = 2 });

        var listed = await Run(["models", "list", .. Folder, "--json"]);

        listed.Notes.ShouldContain(note => note.StartsWith("strategy.ensemble model 1: in force, logistic", StringComparison.Ordinal));
        listed.Notes.ShouldContain(note => note.StartsWith("strategy.ensemble model 2: shadows", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Promote_WithoutAModel_SaysHowToGetOne()
    {
        var failure = await Should.ThrowAsync<CliFailure>(() => Typed.Run(["models", "promote", "--preset", "ensemble-kelly", .. Folder]));

        failure.Message.ShouldContain("investbot models train");
    }

    [Fact]
    public void Of_AFileThatIsNone_IsRefusedByName()
    {
        Library.Keep(Ensemble, new ModelShelf());
        File.WriteAllText(Path.Combine(_scratch.File("models"), "ensemble.json"), "{");

        Should.Throw<CliFailure>(() => Library.Of(Ensemble)).Message.ShouldContain("ensemble.json");
    }

    private static TrainedModel Model(int number) =>
        new(number, "logistic", Ensemble, 0.0, [], [], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(30), new ModelValidation(100, 0.65, 0.69, 0.24));

    private static async Task<Report> Run(string[] line) => Report.Parse((await Typed.Run(line)).Output.Trim());

    private static double Number(Report report, string name) => Convert.ToDouble(report.Figures.Single(figure => figure.Name == name).Value, CultureInfo.InvariantCulture);

    private static string Decisions(Report report) => string.Join(';', report.Figures.Where(figure => figure.Name == "entries" || figure.Name.StartsWith("filtered by", StringComparison.Ordinal)).Select(figure => $"{figure.Name} {figure}"));
}
