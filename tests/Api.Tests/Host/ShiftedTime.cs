namespace InvestBot.Api.Host;

/// <summary>The machine's clock, moved ahead as far as a test wants; timers run as ever.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    internal void MoveOn(TimeSpan by) => _ahead += by;
}
