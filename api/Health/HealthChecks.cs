namespace InvestBot.Api.Health;

/// <summary>Asks every part of the process how it is.</summary>
public sealed class HealthChecks(IEnumerable<IHealthSource> sources, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>One answer for each part, within seconds: none at all is an answer too.</summary>
    public Task<HealthCheck[]> RunAsync(CancellationToken cancellationToken) => Task.WhenAll(sources.Select(source => CheckAsync(source, cancellationToken)));

    private async Task<HealthCheck> CheckAsync(IHealthSource source, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
#pragma warning disable CA1031 // A check that fails is an answer.
        try
        {
            var finding = await source.CheckAsync(either.Token).WaitAsync(either.Token);
            return new HealthCheck(source.Name, finding.Status, finding.Detail, finding.Remedy);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheck(source.Name, HealthStatus.Failing, $"No answer within {Patience.TotalSeconds:0} s.", "Look at the log.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The type only: messages of drivers can hold names and addresses.
            return new HealthCheck(source.Name, HealthStatus.Failing, $"It failed: {exception.GetType().Name}.", "Look at the log.");
        }
#pragma warning restore CA1031
    }
}

/// <summary>How one part is.</summary>
public sealed record HealthCheck(string Name, HealthStatus Status, string Detail, string? Remedy);
