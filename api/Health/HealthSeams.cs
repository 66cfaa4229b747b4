namespace InvestBot.Api.Health;

/// <summary>One thing that the detailed health check asks. Register as many as there are.</summary>
public interface IHealthSource
{
    /// <summary>What is asked: <c>replay equities</c>.</summary>
    string Name { get; }

    /// <summary>How it is. An exception counts as failing.</summary>
    Task<HealthFinding> CheckAsync(CancellationToken cancellationToken);
}

/// <summary>How something is.</summary>
/// <param name="Status">Of three.</param>
/// <param name="Detail">One sentence.</param>
/// <param name="Remedy">What would help; null when nothing is wrong.</param>
public sealed record HealthFinding(HealthStatus Status, string Detail, string? Remedy = null);

/// <summary>How something is.</summary>
public enum HealthStatus
{
    /// <summary>As it should be.</summary>
    Healthy,

    /// <summary>Works, but not as it should.</summary>
    Degraded,

    /// <summary>Does not work.</summary>
    Failing,
}

/// <summary>Whether the process has started wholly: the fleet is awake and its markets play.</summary>
public interface IReadiness
{
    /// <summary>What is still missing, in words; null when ready.</summary>
    string? Missing { get; }
}

/// <summary>What the grains of this process do.</summary>
public interface IGrainFigures
{
    /// <summary>One row per grain class, by name.</summary>
    IReadOnlyList<GrainFigures> Read();
}

/// <summary>One grain class since the start.</summary>
/// <param name="Type">Its stored name.</param>
/// <param name="Activations">In memory now.</param>
/// <param name="Calls">Requests begun.</param>
/// <param name="Errors">Requests that ended in an exception.</param>
/// <param name="P50Micros">Half of the calls took no longer, in microseconds.</param>
/// <param name="P99Micros">99 of 100 took no longer, in microseconds.</param>
public sealed record GrainFigures(string Type, long Activations, long Calls, long Errors, double P50Micros, double P99Micros);
