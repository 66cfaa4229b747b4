using InvestBot.Api.Health;
using InvestBot.Exchanges.Paper;
using InvestBot.Silo.Paper;

namespace InvestBot.Cli.Venue;

/// <summary>Whether a paper venue in a process of its own answers.</summary>
internal sealed class VenueHealth(IPaperVenue venue) : IHealthSource
{
    public string Name => "paper venue";

    public async Task<HealthFinding> CheckAsync(CancellationToken cancellationToken) => venue is not PaperVenueApart apart
        ? new HealthFinding(HealthStatus.Healthy, "The paper venue lives in this process.")
        : await apart.FaultAsync(cancellationToken) is { } fault
            ? new HealthFinding(HealthStatus.Failing, fault, "Start it again with the books that it had: investbot venue. Trading goes on by itself then.")
            : new HealthFinding(HealthStatus.Healthy, "The paper venue answers.");
}
