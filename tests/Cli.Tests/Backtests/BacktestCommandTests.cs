using System.Text.Json;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Output;
using InvestBot.Cli.Scratch;

namespace InvestBot.Cli.Backtests;

public sealed class BacktestCommandTests
{
    private static string Shares => Path.Combine(Clone.Folder, "data", "equities-2013");

    [Fact]
    public async Task Json_OfAShippedRecording_IsOneObjectWithFigures()
    {
        var typed = await Typed.Run("backtest", "--preset", "volatility-breakout", "--data", Shares, "--json");

        typed.ExitCode.ShouldBe(0);
        using var answer = JsonDocument.Parse(typed.Output);
        answer.RootElement.GetProperty("ok").GetBoolean().ShouldBeTrue();
        var figures = answer.RootElement.GetProperty("figures").EnumerateArray().ToDictionary(figure => figure.GetProperty("name").GetString()!, figure => figure.GetProperty("value"));
        figures["bars"].GetInt64().ShouldBe(9357);
        figures["return above the benchmark's"].GetDouble().ShouldBe(figures["net return"].GetDouble() - figures["benchmark return"].GetDouble(), 0.0015);
        figures["trades"].GetInt64().ShouldBeGreaterThan(0);
        figures["net profit"].GetDouble().ShouldBe(
            figures["gross profit"].GetDouble() - figures["commissions"].GetDouble() - figures["spread and slippage"].GetDouble(), 0.001);
    }

    [Fact]
    public async Task Capital_Given_IsWhatTheRunStartsWith() =>
        (await Typed.Run("backtest", "--strategy", "sma-breakout", "--data", Shares, "--symbols", "aig,IBM", "--capital", "1234", "--from", "2013-10-08", "--to", "2013-10-09"))
            .Output.ShouldContain("1234 USD");

    [Theory]
    [InlineData("There is conservative-memecoin", "--preset", "zzz")]
    [InlineData("Did you mean strategy.momentum?", "--strategy", "momentumm")]
    [InlineData("Did you mean AIG?", "--strategy", "momentum", "--symbols", "AIGG")]
    [InlineData("the recording holds 2013-10-04", "--strategy", "momentum", "--from", "2020-01-01")]
    [InlineData("is not before --to", "--strategy", "momentum", "--from", "2013-10-09", "--to", "2013-10-08")]
    [InlineData("is no time", "--strategy", "momentum", "--from", "yesterday")]
    [InlineData("write name=value", "--strategy", "momentum", "--set", "exits.stop")]
    [InlineData("Did you mean trend-above?", "--strategy", "momentum", "--set", "trend-abov=3")]
    [InlineData("a number from 0 to 90", "--strategy", "momentum", "--set", "trend-above=300")]
    [InlineData("Use 1 to 1,296.", "--strategy", "momentum", "--set", "risk.openPositions=0")]
    [InlineData("capital '0 USD'", "--strategy", "momentum", "--capital", "0")]
    public async Task Arguments_ThatCannotBe_AreRefusedWithWhatWouldHelp(string help, params string[] arguments)
    {
        var failure = await Should.ThrowAsync<CliFailure>(() => Typed.Run(["backtest", "--data", Shares, .. arguments]));

        failure.Code.ShouldBe(ExitCode.Usage);
        failure.Message.ShouldContain(help);
    }

    [Fact]
    public async Task Files_Asked_AreWrittenAndAgree()
    {
        using var scratch = new ScratchFolder();
        string In(string name) => Path.Combine(scratch.Path, name);
        var typed = await Typed.Run(
            "backtest", "--preset", "volatility-breakout", "--data", Shares, "--report", In("out.html"), "--result", In("out.json"), "--trades", In("trades.csv"), "--equity", In("equity.csv"), "--json");
        var trades = Report.Parse(typed.Output.Trim()).Figures.Single(figure => figure.Name == "trades").Value;

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(In("out.json"), TestContext.Current.CancellationToken));
        ((double)json.RootElement.GetProperty("trades").GetArrayLength()).ShouldBe(trades);
        json.RootElement.GetProperty("equity").GetArrayLength().ShouldBeGreaterThan(10);
        ((double)File.ReadLines(In("trades.csv")).Count()).ShouldBe((double)trades + 1);
        File.ReadLines(In("equity.csv")).First().ShouldBe("time,equity,cash");
        var html = await File.ReadAllTextAsync(In("out.html"), TestContext.Current.CancellationToken);
        foreach (var title in new[] { "Equity in USD", "Drawdown", "Return by month", "By symbol", "By strategy", "By reason of the exit", "Trades" }) html.ShouldContain($"<h2>{title}</h2>");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("http");
    }

    [Fact]
    public async Task FaultyRows_AreLeftOutCountedAndNamed_AndFailAStrictRun()
    {
        using var scratch = new ScratchFolder();
        string[] rows =
        [
            "time,close,open,high,low,volume",
            .. Enumerable.Range(0, 60).Select(i => $"2024-05-15T{i / 12:00}:{i % 12 * 5:00}:00Z,10,10,11,9,100"),
            "2024-05-15T05:00:00Z,NaN,10,11,9,100", "2024-05-15T05:05:00Z,10,10,8,9,100", "2024-05-15T04:00:00Z,10,10,11,9,100", "2024-05-15T05:10:00,10,10,11,9,100",
        ];
        await File.WriteAllLinesAsync(Path.Combine(scratch.Path, "ABC_5m.csv"), rows, TestContext.Current.CancellationToken);
        string[] line = ["backtest", "--strategy", "sma-breakout", "--data", scratch.Path];

        var report = Report.Parse((await Typed.Run([.. line, "--json"])).Output.Trim());
        var failure = await Should.ThrowAsync<CliFailure>(() => Typed.Run([.. line, "--strict"]));

        report.Figures.Single(figure => figure.Name == "faulty rows left out").Value.ShouldBe(4.0);
        report.Notes.ShouldContain("Left out: ABC_5m.csv, line 62: 'NaN'. Fill in the number, or delete the row.");
        failure.Message.ShouldStartWith("4 faulty rows, the first in ABC_5m.csv, line 62: NotANumber, 'NaN'. Fill in the number");
    }

    [Fact]
    public async Task Factors_OfAFolder_ChangeThePrices()
    {
        using var scratch = new ScratchFolder();
        await File.WriteAllTextAsync(Path.Combine(scratch.Path, "aig.csv"), "20131007,1,0.5\n20501231,1,1\n", TestContext.Current.CancellationToken);
        var typed = await Typed.Run("backtest", "--strategy", "sma-breakout", "--data", Shares, "--symbols", "AIG", "--factors", scratch.Path);

        typed.Output.ShouldContain("Prices and volumes of 1 of 2 symbols are adjusted");
    }

    [Fact]
    public async Task With_OtherPresets_TradeOnOneAccount()
    {
        var typed = await Typed.Run("backtest", "--preset", "volatility-breakout", "--with", "sma-breakout", "multi-platform", "--data", Shares, "--json");
        var figures = Report.Parse(typed.Output.Trim()).Figures.ToDictionary(figure => figure.Name, figure => (double)figure.Value);

        var net = figures.Where(figure => figure.Key.StartsWith("on the account, ", StringComparison.Ordinal) && figure.Key.EndsWith("net profit", StringComparison.Ordinal)).ToList();
        net.Count.ShouldBe(3);
        figures["cash of the account at the end"].ShouldBe(figures["cash of the account at the start"] + net.Sum(figure => figure.Value), 0.001);
    }

    [Fact]
    public async Task Fill_AtTheSameClose_IsSaidToFlatter() =>
        (await Typed.Run("backtest", "--strategy", "sma-breakout", "--data", Shares, "--fill", "same-close")).Output.ShouldContain("flatters");

    [Fact]
    public async Task Backtest_WithReadings_LetsSentimentLeadAndNamesFaultyRows()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllText(scratch.File("posts.csv"), "time,instrument,kind,value\n2024-05-02T00:00:00Z,BTC,sentiment,90\nnoon,BTC,mentions,5\n");

        var with = await Typed.Run("backtest", "--preset", "growth-social-memecoin", "--readings", scratch.Path, "--symbols", "BTC", "--from", "2024-05-01", "--to", "2024-05-03");
        var without = await Typed.Run("backtest", "--preset", "growth-social-memecoin", "--symbols", "BTC", "--from", "2024-05-01", "--to", "2024-05-03");

        with.Output.ShouldContain("1 readings of sentiment of 1 symbols; each is known from its time on.");
        with.Output.ShouldContain("Left out: readings/posts.csv, line 3: the time 'noon' is none with a zone.");
        with.Output.ShouldContain("strategy.sentiment");
        without.Output.ShouldNotContain("strategy.sentiment");
        (await Should.ThrowAsync<CliFailure>(() => Typed.Run("backtest", "--preset", "growth-social-memecoin", "--readings", scratch.File("none")))).Code.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void TradeCsv_OfTextThatLooksLikeAFormula_IsDefused()
    {
        var columns = TradeCsv.Header.Split(',').Length;

        columns.ShouldBe(16);
        TradeCsv.Quoted("=1+1").ShouldBe("'=1+1");
        TradeCsv.Quoted("a, \"b\"").ShouldBe("\"a, \"\"b\"\"\"");
    }
}
