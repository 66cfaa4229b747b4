using System.Text.Json;
using InvestBot.Cli.Launcher;
using InvestBot.Cli.Testing;

namespace InvestBot.Cli.Bench;

public sealed class BenchCommandTests
{
    [Fact]
    public async Task Backtest_AsJson_HasNumbersOnly()
    {
        await using var investbot = new Investbot();

        var run = await investbot.RunAsync("bench", "backtest", "--data", Path.Combine(Investbot.FindClone(), "data", "equities-2013"), "--json");

        run.ExitCode.ShouldBe(0, run.Errors);
        Figures(run.Output)["bars a second, median"].ShouldBeGreaterThan(0);
    }

    [Fact, Trait(Runs.Name, Runs.Full)]
    public async Task Storage_WithFewInstances_Measures()
    {
        await using var investbot = new Investbot();

        var run = await investbot.RunAsync("bench", "storage", "--seconds", "1", "--instances", "2", "--json");

        run.ExitCode.ShouldBe(0, run.Output + run.Errors);
        var figures = Figures(run.Output);
        figures["64 grains in 1 instance: durable writes a second"].ShouldBeGreaterThan(0);
        figures["one commit: samples"].ShouldBeGreaterThan(0);
        figures["2 instances made, each with its database"].ShouldBeGreaterThan(0);
        figures["backup, MB a second"].ShouldBeGreaterThan(0);
    }

    [Fact, Trait(Runs.Name, Runs.Full)]
    public async Task Hub_WithTenClients_MissesAndRepeatsNothing()
    {
        await using var investbot = new Investbot();

        var run = await investbot.RunAsync("bench", "hub", "--clients", "10", "--seconds", "2", "--json");

        run.ExitCode.ShouldBe(0, run.Output + run.Errors);
        var figures = Figures(run.Output);
        figures["missed"].ShouldBe(0);
        figures["repeated"].ShouldBe(0);
        figures["out of order"].ShouldBe(0);
        figures["change to client: samples"].ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Rate_OutOfRange_IsRefused()
    {
        await using var investbot = new Investbot();

        var run = await investbot.RunAsync("bench", "api", "--rate", "0");

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain("--rate");
    }

    // Fails for a value that is no number.
    private static Dictionary<string, double> Figures(string output)
    {
        using var json = JsonDocument.Parse(output);
        return json.RootElement.GetProperty("figures").EnumerateArray().ToDictionary(figure => figure.GetProperty("name").GetString()!, figure => figure.GetProperty("value").GetDouble());
    }
}
