using System.Threading.Channels;

namespace InvestBot.Api.Hub;

/// <summary>Wakes one waiter; being set many times before it wakes counts once.</summary>
internal sealed class Wake
{
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    internal void Set() => _signals.Writer.TryWrite(true);

    internal void End() => _signals.Writer.TryComplete();

    /// <summary>False once it was ended.</summary>
    internal async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        if (!await _signals.Reader.WaitToReadAsync(cancellationToken)) return false;
        return _signals.Reader.TryRead(out _);
    }
}
