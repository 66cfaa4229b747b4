using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.GrainInterfaces;
using Orleans;

namespace InvestBot.Silo.Microsoft;

/// <summary>A recorded market as other processes ask it of the silo that drives it. Key: the recording, escaped.</summary>
[Alias("ib.recording")]
public interface IRecordingGrain : IGrainWithStringKey
{
    /// <summary>Where it stands.</summary>
    [Alias("view")]
    Task<RecordingStanding> View();

    /// <summary>Makes an instance that trades it; repeating it changes nothing.</summary>
    [Alias("make"), ResponseTimeout("00:02:00")]
    Task<Outcome> Make(BotConfiguration configuration, string by);

    /// <summary>Its instances in a few numbers.</summary>
    [Alias("figures"), ResponseTimeout("00:01:00")]
    Task<ImmutableArray<RecordingFigure>> Figures();

    /// <summary>Recomputes the books of its instances.</summary>
    [Alias("verify"), ResponseTimeout("00:10:00")]
    Task<RecordingFindings> Verify();
}

/// <summary>Where a recorded market stands.</summary>
/// <param name="Silo">Who drives it.</param>
/// <param name="MarketTime">Its clock; null before the first round.</param>
/// <param name="Speed">Market time for wall time, or <c>max</c>.</param>
/// <param name="Run">Which run, from 0.</param>
/// <param name="Playing">Whether its clock runs.</param>
/// <param name="Awake">Whether its instances are ready, or known to be faulty.</param>
/// <param name="Rounds">Rounds that this driver has played.</param>
/// <param name="Faults">Instances that could not be made ready, with what is wrong.</param>
[GenerateSerializer, Immutable, Alias("ib.recording.standing")]
public sealed record RecordingStanding(
    [property: Id(0)] string Silo,
    [property: Id(1)] DateTimeOffset? MarketTime,
    [property: Id(2)] string Speed,
    [property: Id(3)] int Run,
    [property: Id(4)] bool Playing,
    [property: Id(5)] bool Awake,
    [property: Id(6)] long Rounds,
    [property: Id(7)] ImmutableDictionary<string, string> Faults);

/// <summary>A number with its name and unit.</summary>
[GenerateSerializer, Immutable, Alias("ib.recording.figure")]
public sealed record RecordingFigure([property: Id(0)] string Name, [property: Id(1)] double Value, [property: Id(2)] string Unit);

/// <summary>What a verification found.</summary>
[GenerateSerializer, Immutable, Alias("ib.recording.findings")]
public sealed record RecordingFindings([property: Id(0)] ImmutableArray<string> Differences, [property: Id(1)] ImmutableArray<RecordingFigure> Figures);
