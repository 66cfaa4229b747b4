using InvestBot.Silo.Instances;

namespace InvestBot.Silo.Embedded;

/// <summary>The embedded engine's one process drives every market: it holds the fleet's lock.</summary>
internal sealed class SoleProcess : IMarketRights
{
    public Task TakeAsync(string recording, CancellationToken cancellationToken) => Task.CompletedTask;
}
