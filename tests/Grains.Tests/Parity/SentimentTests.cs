using InvestBot.Backtest.Runs;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;
using InvestBot.Feeds.Recordings;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Tests.Worlds;
using InvestBot.Strategies.Presets;

namespace InvestBot.Grains.Tests.Parity;

/// <summary>Readings from a file lead the sentiment strategy through the grains as in the backtest, crash or no crash, and none before its time.</summary>
public sealed class SentimentTests : IDisposable
{
    private readonly string _readings = Directory.CreateTempSubdirectory("investbot-readings-").FullName;

    public void Dispose() => Directory.Delete(_readings, recursive: true);

    [Fact]
    public async Task Readings_LeadTheStrategy_AsInTheBacktest()
    {
        var recording = Recorded(late: TimeSpan.Zero);
        var (configuration, to) = (Of(recording), Trading.From.AddDays(3));
        using var durable = new Durable();
        await using (var first = await World.StartAsync(durable, recording, Trading.From))
        {
            await first.JoinAsync(configuration);
            await first.PlayToAsync(Trading.From.AddDays(1));
        }
        await using var world = await World.StartAsync(durable, recording, Trading.From);
        await world.JoinAsync(configuration);
        await world.PlayToAsync(to);

        var expected = Backtested(configuration, recording, to);
        (await durable.FillsAsync("mood", to)).ShouldBe(expected);
        expected.Count.ShouldBeGreaterThan(10);
        (await durable.RecordsAsync<SignalRecord>(configuration.Id, "signal")).ShouldContain(signal => signal.Features.Any(feature => feature.Name == "sentiment-score"));
    }

    [Fact]
    public void Readings_ThatComeLater_ChangeNothingBefore()
    {
        var (early, none) = (Recorded(late: TimeSpan.FromDays(2)), Recorded(late: TimeSpan.FromDays(60)));
        var configuration = Of(early);

        Backtested(configuration, early, Trading.From.AddDays(2)).ShouldBe(Backtested(configuration, none, Trading.From.AddDays(2)));
        Backtested(configuration, early, Trading.From.AddDays(4)).ShouldNotBeEmpty();
    }

    // Every half hour the score is high and mentions have doubled, for eight rises.
    private Recording Recorded(TimeSpan late)
    {
        var rows = Enumerable.Range(0, 240).SelectMany(i => ShippedMarkets.Crypto.Series.SelectMany(series =>
        {
            var at = FormattableString.Invariant($"{Trading.From + late + (i * TimeSpan.FromMinutes(30)):yyyy-MM-ddTHH:mm:ssZ},{series.Instrument.Id.Symbol}");
            return new[] { $"{at},sentiment,80", FormattableString.Invariant($"{at},mentions,{Math.Pow(2, i % 8)}") };
        }));
        File.WriteAllLines(Path.Combine(_readings, "made-up.csv"), rows.Prepend("time,instrument,kind,value"));
        return ShippedMarkets.OpenCrypto(_readings);
    }

    private static BotConfiguration Of(Recording recording)
    {
        var configuration = PresetCatalog.Create("growth-social-memecoin", new InstanceId("mood"), ShippedMarkets.Describe(recording) with { HasSentiment = true });
        configuration.Strategy.ShouldBe("strategy.sentiment");
        return configuration;
    }

    private static List<string> Backtested(BotConfiguration configuration, Recording recording, DateTimeOffset to)
    {
        var tapes = recording.Series.Select(series => ShippedMarkets.Tape(series, Trading.From.AddDays(-7), to.AddDays(1))).ToList();
        return [.. Backtester.Run(new BacktestRequest(configuration, tapes, Trading.From) { Readings = recording.Readings }).Fills.Where(fill => fill.At < to).Select(fill => FormattableString.Invariant(
            $"{fill.Order} {fill.Side} {fill.Quantity.Value:0.########} @ {fill.Price.Value:0.############} fee {fill.Commission.Amount:0.##########} {fill.At:u} {fill.Reason}"))];
    }
}
