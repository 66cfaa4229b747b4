namespace InvestBot.Silo.Instances;

/// <summary>Decides which recorded markets this process drives: each is driven by one process at a time.</summary>
public interface IMarketRights
{
    /// <summary>Completes once this process, and no other, may drive a recorded market; the right lasts as long as the process does.</summary>
    Task TakeAsync(string recording, CancellationToken cancellationToken);
}
