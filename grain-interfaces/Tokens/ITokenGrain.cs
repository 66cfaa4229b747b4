using InvestBot.Domain.Bots;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Markets;
using InvestBot.GrainInterfaces.Facts;
using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace InvestBot.GrainInterfaces.Tokens;

/// <summary>Bar window, strategy state and exits of one instrument in one instance. Key: <c>{instance}/{instrument}</c>.</summary>
[Alias("ib.token"), Version(1)]
public interface ITokenGrain : IFactReceiver
{
    /// <summary>Says what it is to do; repeated at every start of the process and of an epoch.</summary>
    [Alias("start")]
    Task Start(TokenStart start);

    /// <summary>A bar closed. Bars that were seen already are passed over.</summary>
    [Alias("on-bar")]
    Task OnBar(Bar bar);

    /// <summary>Where it stands.</summary>
    [ReadOnly, Alias("view")]
    Task<TokenView> View();
}

/// <summary>What a token is to do.</summary>
/// <param name="Configuration">Its instance's.</param>
/// <param name="Instrument">Trading rules.</param>
/// <param name="WarmFrom">The first bar of its history, by open time: fixed for an epoch, so that the state is the same after a restart.</param>
/// <param name="Epoch">The instance's.</param>
/// <param name="SeenTo">Market time of the bot's last round: what closed by then is history.</param>
[GenerateSerializer, Immutable, Alias("ib.token.start")]
public sealed record TokenStart(
    [property: Id(0)] BotConfiguration Configuration,
    [property: Id(1)] Instrument Instrument,
    [property: Id(2)] DateTimeOffset WarmFrom,
    [property: Id(3)] int Epoch,
    [property: Id(4)] DateTimeOffset? SeenTo);

/// <summary>Where a token stands.</summary>
[GenerateSerializer, Immutable, Alias("ib.token.view")]
public sealed record TokenView([property: Id(0)] ExitState? Exits, [property: Id(1)] Bar? Last);
