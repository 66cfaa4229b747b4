namespace InvestBot.Orleans.Embedded.Statistics;

/// <summary>What the grains of this process do, class by class.</summary>
public interface IGrainStatistics
{
    /// <summary>One row per grain class, in order of name.</summary>
    IReadOnlyList<GrainTypeStatistics> GetStatistics();
}

/// <summary>One grain class since the host started. Latencies are from sending a call to its end.</summary>
/// <param name="GrainType">The stored name of the class.</param>
/// <param name="ActiveNow">Activations in memory.</param>
/// <param name="Activations">Activations ever made.</param>
/// <param name="Calls">Requests begun, timer ticks included.</param>
/// <param name="Errors">Requests that ended in an exception.</param>
/// <param name="Median">Half of the calls took no longer; exact to about a fifth.</param>
/// <param name="P95">19 of 20 took no longer.</param>
/// <param name="P99">99 of 100 took no longer.</param>
public sealed record GrainTypeStatistics(
    string GrainType, long ActiveNow, long Activations, long Calls, long Errors, TimeSpan Median, TimeSpan P95, TimeSpan P99);
