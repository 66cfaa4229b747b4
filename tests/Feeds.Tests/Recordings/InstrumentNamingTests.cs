using InvestBot.Domain.Values;
using InvestBot.Feeds.Recordings;

namespace InvestBot.Feeds.Tests.Recordings;

public sealed class InstrumentNamingTests
{
    [Theory]
    [InlineData("BONK", "binance:BONK/USDT")]
    [InlineData("bonkusdt", "binance:BONK/USDT")]
    [InlineData("BONK_USDT", "binance:BONK/USDT")]
    [InlineData("BONK-USDT", "binance:BONK/USDT")]
    [InlineData("USDT", "binance:USDT/USDT")]
    public void IdOf_Crypto_IsPair(string symbol, string expected) =>
        InstrumentNaming.IdOf(symbol, "binance", AssetClass.Crypto, new Currency("USDT")).ToString().ShouldBe(expected);

    [Fact]
    public void IdOf_Equity_IsTicker() =>
        InstrumentNaming.IdOf("spy", "alpaca", AssetClass.Equity, Currency.Usd).ToString().ShouldBe("alpaca:SPY");
}
