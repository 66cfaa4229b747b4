using FsCheck.Fluent;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Markets;

public sealed class InstrumentIdTests
{
    [Theory]
    [InlineData("alpaca:SPY", "alpaca", "SPY")]
    [InlineData("binance:BONK/USDT", "binance", "BONK/USDT")]
    [InlineData("solana:DezXAZ8z7PnrnRJjz3wXBoRgixCa6xjnB7YaB1pPB263", "solana", "DezXAZ8z7PnrnRJjz3wXBoRgixCa6xjnB7YaB1pPB263")]
    public void Parse_WellFormed_HasVenueAndSymbol(string text, string venue, string symbol)
    {
        var id = InstrumentId.Parse(text);
        (id.Venue, id.Symbol, id.ToString()).ShouldBe((venue, symbol, text));
        new InstrumentId(venue, symbol).ShouldBe(id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("SPY")]
    [InlineData("a:SPY")]
    [InlineData("Alpaca:SPY")]
    [InlineData("alpaca:")]
    [InlineData("alpaca:S PY")]
    [InlineData("alpaca:SPY:X")]
    [InlineData("alpaca:SPÝ")]
    [InlineData("alpaca:SPY\n")]
    public void TryParse_Malformed_Refuses(string? text) => InstrumentId.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Constructor_PartsThatMoveTheColon_Throws() => Should.Throw<ArgumentException>(() => new InstrumentId("alpaca", "A:B"));

    [Fact]
    public void Parse_AnyFormatted_IsTheSame()
    {
        var letters = Gen.Elements("abcxyz019-".ToCharArray());
        var symbols = Gen.Elements("ABCxyz019/.-_$".ToCharArray());
        var ids = from venue in letters.ArrayOf().Where(text => text.Length is >= 2 and <= 20)
                  from symbol in symbols.ArrayOf().Where(text => text.Length is >= 1 and <= 64)
                  select new InstrumentId(new string(venue), new string(symbol));
        Seeded.ForAll(ids, id => InstrumentId.Parse(id.ToString()).ShouldBe(id));
    }

    [Fact]
    public void Default_NamesNothing() => (default(InstrumentId).Venue, default(InstrumentId).Symbol, default(InstrumentId).ToString()).ShouldBe(("", "", ""));

    [Fact]
    public void Order_IsByCharacterCode() =>
        new[] { "ab:b", "ab:B", "ab:a" }.Select(InstrumentId.Parse).Order().Select(id => id.Symbol).ShouldBe(["B", "a", "b"]);

    [Fact]
    public void Notional_TinyPriceAndHugeQuantity_IsExact()
    {
        var instrument = new Instrument(InstrumentId.Parse("solana:X"), Currency.Usd, 1e-10m, 1m, 0m, TradingCalendar.AlwaysOpen);
        instrument.Notional(new Price(0.0000000123m), new Quantity(1_000_000_000_001m)).ShouldBe(new Money(12300.0000000123m, Currency.Usd));
    }
}
