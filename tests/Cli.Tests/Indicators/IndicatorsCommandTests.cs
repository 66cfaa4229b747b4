using System.Text.Json;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Scratch;

namespace InvestBot.Cli.Indicators;

public sealed class IndicatorsCommandTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public IndicatorsCommandTests()
    {
        File.WriteAllText(scratch.File("quotes.csv"), "Date;Close;Low;High;Open\n01/04/2017;3;1;4;1\n01/13/2017;5;1;6;1\n01/03/2017;1;1;2;1\n");
        File.WriteAllText(scratch.File("benchmark.csv"), "Date,Open,High,Low,Close\n2017-01-03,1,1,1,1\n2017-01-04,2,2,2,2\n2017-01-13,2,2,2,2\n");
    }

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Csv_SeveralIndicators_HasOneLineForEachBar()
    {
        var typed = await Typed.Run("indicators", "--input", scratch.File("quotes.csv"), "--indicator", "sma:2", "donchian:2");

        typed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe([
            "timestamp,close,sma_2,donchian_2_upper,donchian_2_middle,donchian_2_lower,donchian_2_width",
            "2017-01-03T00:00:00Z,1,,,,,", "2017-01-04T00:00:00Z,3,2,,,,", "2017-01-13T00:00:00Z,5,4,4,2.5,1,1.2"]);
        typed.Error.ShouldContain("rows were sorted by time");
    }

    [Fact]
    public async Task Json_Benchmark_IsAlignedByTime()
    {
        var typed = await Typed.Run(
            "indicators", "--input", scratch.File("quotes.csv"), "--benchmark", scratch.File("benchmark.csv"), "--indicator", "strength:1", "--json");

        using var json = JsonDocument.Parse(typed.Output);
        var rows = json.RootElement.GetProperty("rows");
        rows[0].GetProperty("values")[0].ValueKind.ShouldBe(JsonValueKind.Null);
        rows[1].GetProperty("values")[0].GetDouble().ShouldBe(1.0, 1e-12);
        rows[2].GetProperty("values")[0].GetDouble().ShouldBe(2.0 / 3.0, 1e-12);
    }

    [Fact]
    public async Task SeveralFiles_EachRow_NamesItsFileAndStartsAnew()
    {
        var typed = await Typed.Run("indicators", "--input", scratch.File("benchmark.csv"), scratch.File("quotes.csv"), "--indicator", "sma:2");

        typed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe([
            "file,timestamp,close,sma_2",
            "benchmark.csv,2017-01-03T00:00:00Z,1,", "benchmark.csv,2017-01-04T00:00:00Z,2,1.5", "benchmark.csv,2017-01-13T00:00:00Z,2,2",
            "quotes.csv,2017-01-03T00:00:00Z,1,", "quotes.csv,2017-01-04T00:00:00Z,3,2", "quotes.csv,2017-01-13T00:00:00Z,5,4"]);
        typed.Error.ShouldContain("quotes.csv: rows were sorted by time, since line 4");
    }

    [Fact]
    public async Task Json_FaultyRows_AreAllNamed()
    {
        File.WriteAllText(scratch.File("bad.csv"), "Date,Open,High,Low,Close,Volume\n2017-01-03,1,1,1,1,1\n" + string.Concat(Enumerable.Range(0, 300).Select(_ => "2017-01-04,1,1,1,NaN,1\n")));

        var typed = await Typed.Run("indicators", "--input", scratch.File("bad.csv"), "--indicator", "sma:1", "--json");

        using var json = JsonDocument.Parse(typed.Output);
        var rows = json.RootElement.GetProperty("badRows");
        (rows.GetArrayLength(), rows[299].GetProperty("line").GetInt32(), rows[299].GetProperty("reason").GetString()).ShouldBe((300, 302, "NotANumber"));
        rows[0].GetProperty("remedy").GetString().ShouldNotBeNullOrEmpty();
        json.RootElement.GetProperty("notes").EnumerateArray().Select(note => note.GetString()).ShouldContain("… and 290 more; --json names them.");
    }

    [Theory]
    [InlineData("Date,Open,High,Low,Close\n2017-01-03,1,1,1,1\n2017-01-04,1,1,1,-1\n", "line 3: NotPositive")]
    [InlineData("Date,Open,High,Low,Close\n2017-01-04,1,1,1,1\n2017-01-03,1,1,1,1\n", "line 3: the time is earlier")]
    public async Task Strict_AFault_FailsWithItsPlace(string text, string expected)
    {
        File.WriteAllText(scratch.File("bad.csv"), text);

        (await Typed.Run("indicators", "--input", scratch.File("bad.csv"), "--indicator", "sma:1")).Error.ShouldNotBeEmpty();
        var failure = await Should.ThrowAsync<CliFailure>(() => Typed.Run("indicators", "--input", scratch.File("bad.csv"), "--indicator", "sma:1", "--strict"));
        (failure.Code, failure.Message.Contains(expected, StringComparison.Ordinal)).ShouldBe((ExitCode.Failed, true));
    }

    [Fact]
    public async Task List_NamesEveryIndicator() => (await Typed.Run("indicators", "--list")).Output.ShouldContain("bollinger:20,2");

    [Theory]
    [InlineData("foo", "There is no indicator 'foo'")]
    [InlineData("rsi:0", "A window must have")]
    [InlineData("strength", "give --benchmark FILE")]
    public async Task Indicator_ThatDoesNotFit_IsOneSentence(string indicator, string expected)
    {
        var failure = await Should.ThrowAsync<CliFailure>(() =>
            Typed.Run("indicators", "--input", scratch.File("quotes.csv"), "--indicator", indicator));
        (failure.Code, failure.Message.Contains(expected, StringComparison.Ordinal)).ShouldBe((ExitCode.Usage, true));
    }
}
