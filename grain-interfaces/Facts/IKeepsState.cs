using Orleans;
using Orleans.CodeGeneration;

namespace InvestBot.GrainInterfaces.Facts;

/// <summary>A grain with a durable state.</summary>
[Alias("ib.keeper"), Version(1)]
public interface IKeepsState : IGrainWithStringKey
{
    /// <summary>Forgets what it has in memory: the next call reads what is stored. For who has put another state there, such as a restore.</summary>
    [Alias("reread")]
    Task Reread();
}
