using InvestBot.Backtest.Tapes;
using InvestBot.Backtest.Tests;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Backtest.Factors;

public sealed class FactorFileTests
{
    private static readonly Instrument Share = new(InstrumentId.Parse("alpaca:AAPL"), new Currency("USD"), 0.01m, 1m, 1m, TradingCalendar.Nyse);

    // A split of 7 for 1 after June 6, 2014, and a dividend of 1 % after June 3: the form of Lean's files.
    private static readonly string[] Lines = ["20140603,0.99,0.142857142857,635", "20140606,1,0.142857142857,645", "", "20501231,1,1,0"];

    private static BarTape Tape(params string[] days) => BarTape.Of(Share, days.Select(day => new Bar(
        Market.At($"{day}T14:00:00Z"), new Price(700m), new Price(714m), new Price(686m), new Price(707m), new Quantity(1000m))));

    [Fact]
    public void Adjust_BeforeAndAfterASplit_IsComparable()
    {
        var bars = FactorFile.Parse(Lines).Adjust(Tape("2014-06-03", "2014-06-04", "2014-06-06", "2014-06-09")).Bars;

        bars.ToArray().Select(bar => decimal.Round(bar.Close.Value, 4, MidpointRounding.ToEven)).ShouldBe([99.99m, 101m, 101m, 707m]);
        bars.ToArray().Select(bar => decimal.Round(bar.Volume.Value, 2, MidpointRounding.ToEven)).ShouldBe([7000m, 7000m, 7000m, 1000m]);
        bars.ToArray().ShouldAllBe(bar => bar.IsConsistent);
    }

    [Fact]
    public void Adjust_WithoutLines_ChangesNothing()
    {
        var tape = Tape("2014-06-03");

        FactorFile.Parse([]).Adjust(tape).Bars.ToArray().ShouldBe(tape.Bars.ToArray());
    }

    [Theory]
    [InlineData("2014-06-03,1,1")]
    [InlineData("20140603,0,1")]
    [InlineData("20140603,1")]
    [InlineData("20140603,1,-2")]
    public void Parse_AnotherForm_NamesTheLine(string line) => Should.Throw<FormatException>(() => FactorFile.Parse([line])).Message.ShouldContain("line 1");

    [Fact]
    public void Parse_DatesThatDoNotAscend_NamesTheLine() => Should.Throw<FormatException>(() => FactorFile.Parse(["20140606,1,1", "20140603,1,1"])).Message.ShouldContain("line 2");
}
