using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Silo.Microsoft;

/// <summary>
/// Repeats what a dead or leaving silo rejects until another one answers. Whether such a call was carried out nobody knows; every
/// message of the grains may be repeated (see docs/adr/0008-microsoft-engine.md), so that it does not matter.
/// </summary>
internal sealed class RepeatedCalls(TimeProvider time, ILogger<RepeatedCalls> logger) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var ours = context.InterfaceName.StartsWith("InvestBot.", StringComparison.Ordinal) || context.InterfaceName.StartsWith("ib.", StringComparison.Ordinal);
        var pause = FirstPause;
        for (var start = time.GetTimestamp(); ;)
        {
            var refusal = await TryAsync(context);
            if (refusal is null) return;
            if (!ours || time.GetElapsedTime(start) > Patience)
            {
                // As the caller would have seen it.
                if (context.Response?.Exception is null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(refusal);
                return;
            }
            EngineLog.AskedAgain(logger, context.InterfaceName, context.MethodName, context.TargetId.ToString(), refusal.GetType().Name);
            await Task.Delay(pause, time);
            pause = pause * 2 < LastPause ? pause * 2 : LastPause;
        }
    }

    /// <summary>The refusal by the cluster, if there was one; what the grain itself threw is its answer.</summary>
    private static async Task<Exception?> TryAsync(IOutgoingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
            return context.Response?.Exception is { } exception && IsRefusal(exception) ? exception : null;
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            return exception;
        }
    }

    private static bool IsRefusal(Exception exception) =>
        exception is OrleansMessageRejectionException or GatewayTooBusyException or global::Orleans.Runtime.Messaging.ConnectionFailedException;
}
