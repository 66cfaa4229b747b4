using System.Globalization;
using InvestBot.Api.Fleet;
using InvestBot.Domain.Markets;
using InvestBot.Feeds.Replay;
using InvestBot.Silo.Instances;
using InvestBot.Storage.Market;

namespace InvestBot.Cli.Serve;

/// <summary>Tells the API about the recorded markets of this process.</summary>
internal sealed class MarketDirectory(ServedMarkets served, InstanceKeeper keeper) : IMarketDirectory
{
    public IReadOnlyList<RecordingView> Recordings() =>
    [
        .. keeper.Markets.Select(market => new RecordingView(
            market.Recording.Description.Id, market.Recording.Description.Name, served.Licences[market.Recording.Description.Id], market.MarketTime,
            Words(market.Speed), market.Run, market.Recording.First, market.Recording.End, market.IsPlaying)),
    ];

    private static string Words(ReplaySpeed speed) => speed.IsMax ? "max" : speed.Factor.ToString("0.###", CultureInfo.InvariantCulture);

    public Instrument? Instrument(string recording, InstrumentId id) =>
        served.Recordings.FirstOrDefault(item => item.Description.Id == recording)?.Find(id)?.Instrument;

    public BarSeries Series(string recording, InstrumentId instrument, Timeframe timeframe) => new(recording, instrument, timeframe);
}
