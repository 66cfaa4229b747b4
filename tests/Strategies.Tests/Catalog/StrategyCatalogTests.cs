using InvestBot.Domain.Markets;
using InvestBot.Strategies.Tests;

namespace InvestBot.Strategies.Catalog;

public sealed class StrategyCatalogTests
{
    public static TheoryData<string> Ids => [.. StrategyCatalog.All.Select(description => description.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Create_WithDefaults_GivesTheStrategyOfThatId(string id)
    {
        var strategy = StrategyCatalog.Create(id, Series.Coin, Timeframe.FiveMinutes, new Dictionary<string, string>());

        strategy.Id.ShouldBe(id);
        strategy.WarmUp.ShouldBeInRange(20, 700);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Parameters_OfEveryStrategy_HaveDefaultsInTheirRange(string id)
    {
        foreach (var parameter in StrategyCatalog.Find(id)!.Parameters)
        {
            parameter.Default.ShouldBeInRange(parameter.Minimum, parameter.Maximum, parameter.Name);
            parameter.Explanation.ShouldEndWith(".");
        }
    }

    [Fact]
    public void Create_OfAnUnknownId_NamesTheNearest() =>
        Should.Throw<ArgumentException>(() => StrategyCatalog.Create("strategy.mean-revesion", Series.Coin, Timeframe.FiveMinutes, new Dictionary<string, string>()))
            .Message.ShouldContain("Did you mean strategy.mean-reversion?");

    [Theory]
    [InlineData("rsi-belo", "30", "Did you mean rsi-below")]
    [InlineData("rsi-below", "99", "a number from 1 to 60; the default is 30")]
    [InlineData("rsi-below", "abc", "a number from 1 to 60")]
    [InlineData("rsi-below", "NaN", "a number from 1 to 60")]
    [InlineData("band-bars", "20.5", "a whole number from 5 to 500")]
    public void Validate_OfAWrongParameter_NamesFieldValueAndRemedy(string name, string value, string remedy)
    {
        var error = StrategyCatalog.Validate("strategy.mean-reversion", new Dictionary<string, string> { [name] = value }).ShouldHaveSingleItem();

        error.Field.ShouldBe($"parameters.{name}");
        error.Value.ShouldBe(value);
        error.Remedy.ShouldContain(remedy);
    }
}
