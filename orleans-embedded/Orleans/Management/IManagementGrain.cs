namespace Orleans.Runtime;

/// <summary>Tells what the engine holds. Key: 0.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    /// <summary>Activations in memory, class by class.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

    /// <summary>Activations in memory, all together.</summary>
    Task<int> GetTotalActivationCount();

    /// <summary>Activations of one grain: none or one.</summary>
    Task<int> GetGrainActivationCount(GrainReference grainReference);

    /// <summary>The grains of one type that are in memory.</summary>
    ValueTask<List<GrainId>> GetActiveGrains(GrainType type);
}

/// <summary>Activations of one grain class.</summary>
[GenerateSerializer]
public sealed class SimpleGrainStatistic
{
    /// <summary>The stored name of the class.</summary>
    [Id(0)]
    public string GrainType { get; init; } = "";

    /// <summary>How many are in memory.</summary>
    [Id(2)]
    public int ActivationCount { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{GrainType}: {ActivationCount}";
}
