using InvestBot.Backtest.Tests;
using InvestBot.Domain.Markets;

namespace InvestBot.Backtest.Tapes;

public sealed class BarTapeTests
{
    [Fact]
    public void Of_BarsThatDoNotAscend_Throws()
    {
        var tape = Market.Shares.Tapes[0];
        Bar[] bars = [tape.Bars[1], tape.Bars[0]];

        Should.Throw<ArgumentException>(() => BarTape.Of(tape.Instrument, bars));
    }

    [Fact]
    public void Truncated_AtATime_HoldsOnlyWhatOpenedBefore()
    {
        var tape = Market.Shares.Tapes[0];

        tape.Truncated(tape.Bars[100].OpenTime).Bars.ToArray().ShouldBe(tape.Bars[..100].ToArray());
    }
}
