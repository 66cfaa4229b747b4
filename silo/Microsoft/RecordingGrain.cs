using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Bots;
using InvestBot.GrainInterfaces;
using InvestBot.Silo.Instances;
using InvestBot.Silo.Verification;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace InvestBot.Silo.Microsoft;

/// <summary>Speaks for the silo that drives a recorded market; it lives there.</summary>
[GrainType(Type), Reentrant]
internal sealed class RecordingGrain(InstanceKeeper keeper, FleetVerification verification, ILocalSiloDetails silo) : Grain, IRecordingGrain
{
    internal const string Type = "recording";

    private string Recording => Uri.UnescapeDataString(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public Task<RecordingStanding> View()
    {
        var market = keeper.MarketOf(Recording) ?? throw new InvalidOperationException($"There is no recording '{Recording}' here.");
        var speed = market.Speed.IsMax ? "max" : market.Speed.Factor.ToString("0.###", CultureInfo.InvariantCulture);
        return Task.FromResult(new RecordingStanding(
            silo.SiloAddress.ToParsableString(), market.MarketTime, speed, market.Run, market.IsPlaying, keeper.IsAwake(Recording), market.Rounds, keeper.Faults));
    }

    /// <inheritdoc/>
    public Task<Outcome> Make(BotConfiguration configuration, string by) => keeper.CreateAsync(configuration, by, CancellationToken.None);

    /// <inheritdoc/>
    public async Task<ImmutableArray<RecordingFigure>> Figures() => Figures(await verification.FiguresAsync(Recording, CancellationToken.None));

    /// <inheritdoc/>
    public async Task<RecordingFindings> Verify()
    {
        var (differences, figures) = await verification.VerifyAsync(Recording, CancellationToken.None);
        return new RecordingFindings(differences, Figures(figures));
    }

    private static ImmutableArray<RecordingFigure> Figures(ImmutableArray<VerifiedFigure> figures) => [.. figures.Select(figure => new RecordingFigure(figure.Name, figure.Value, figure.Unit))];
}
