using InvestBot.Domain.Bots;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Safety;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Bots;

public sealed class BotSettingsTests
{
    [Fact]
    public void Set_EveryName_ReadsAValueItUnderstands()
    {
        foreach (var name in BotSettings.Names)
        {
            var text = new[] { "2%", "true", "3", "percentOfEquity", "30%:33%", "0:4%", "30", "range", "13:30", "new-york", "2024-05-15T12:00Z/2024-05-15T13:00Z", "strategy.smart-money" }.FirstOrDefault(text => BotSettings.Set(Sample.Bot, name, text, []).Error is null);
            text.ShouldNotBeNull(name);
            BotSettings.Set(Sample.Bot, name, "nonsense", []).Error.ShouldNotBeNull(name);
        }
    }

    [Theory]
    [InlineData("2%", 0.02)]
    [InlineData("2 %", 0.02)]
    [InlineData("0.02", 0.02)]
    public void Set_ShareInAnotherCulture_IsPercentOrFraction(string text, decimal expected)
    {
        using var german = new InCulture("de-DE");
        BotSettings.Set(Sample.Bot, "exits.stop", text, []).Changed!.Exits.Stop.ShouldBe(new Ratio(expected));
    }

    [Fact]
    public void Set_Filters_AreReadAsWritten()
    {
        var filters = new[] { ("filters.regimes", "trend-up,range"), ("filters.entriesFrom", "22:00"), ("filters.hoursIn", "new-york"), ("filters.blackouts", "2024-05-15T12:00Z/2024-05-15T13:00+00:00"), ("filters.safety", "true") }
            .Aggregate(Sample.Bot, (bot, set) => BotSettings.Set(bot, set.Item1, set.Item2, []).Changed.ShouldNotBeNull()).Filters;

        filters.Regimes.ShouldBe([Regime.TrendUp, Regime.Range]);
        filters.EntriesFrom.ShouldBe(TimeSpan.FromHours(22));
        filters.HoursIn.ShouldBe(HoursZone.NewYork);
        filters.Blackouts.ShouldHaveSingleItem().To.ShouldBe(new DateTimeOffset(2024, 5, 15, 13, 0, 0, TimeSpan.Zero));
        filters.Safety.ShouldBe(new SafetyLimits());
    }

    [Fact]
    public void Set_None_TakesTheValueAway() =>
        BotSettings.Set(Sample.Bot with { Exits = new ExitSettings { Stop = Ratio.Percent(1) } }, "exits.stop", "none", []).Changed!.Exits.Stop.ShouldBeNull();

    [Fact]
    public void Validate_Instance_NamesEachFault()
    {
        var bot = Sample.Bot with { Recording = " ", Timeframe = default, Universe = [], Capital = new Money(0m, Currency.Usd), Mode = (BotMode)9, ApprovalExpiry = TimeSpan.Zero };
        BotValidation.Validate(bot).Select(error => error.Field).ShouldBe(["recording", "timeframe", "universe", "capital", "mode", "approvalExpiry"]);
        BotValidation.Validate(Sample.Bot with { Universe = [Sample.Spy, Sample.Spy] }).ShouldHaveSingleItem().Field.ShouldBe("universe");
        BotValidation.Validate(Sample.Bot with { Universe = default }).ShouldHaveSingleItem().Field.ShouldBe("universe");
        BotValidation.Validate(Sample.Bot with { Id = default }).ShouldHaveSingleItem().Field.ShouldBe("id");
    }

    [Fact]
    public void Watched_BenchmarkOutsideTheUniverse_IsAdded()
    {
        Sample.Bot.Watched.ShouldBe([Sample.Aig, Sample.Spy]);
        (Sample.Bot with { Universe = [Sample.Aig] }).Watched.ShouldBe([Sample.Aig, Sample.Spy]);
        (Sample.Bot with { Benchmark = null }).Watched.ShouldBe([Sample.Aig, Sample.Spy]);
        Sample.Bot.Account.Value.ShouldBe("paper-alpha");
    }
}
