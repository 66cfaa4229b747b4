using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Error, "A turn of {Grain} failed outside of any request")]
    internal static partial void TurnFailed(ILogger logger, GrainId grain, Exception fault);

    [LoggerMessage(1002, LogLevel.Error, "Activating {Grain} failed")]
    internal static partial void ActivationFailed(ILogger logger, GrainId grain, Exception fault);

    [LoggerMessage(1003, LogLevel.Warning, "Deactivating {Grain} failed; it is gone all the same")]
    internal static partial void DeactivationFailed(ILogger logger, GrainId grain, Exception? fault);

    [LoggerMessage(1004, LogLevel.Warning, "A timer of {Grain} failed; it goes on")]
    internal static partial void TimerFailed(ILogger logger, GrainId grain, Exception fault);

    [LoggerMessage(1005, LogLevel.Warning, "{Method} on {Grain} failed and nobody waits for it")]
    internal static partial void OneWayFailed(ILogger logger, string method, GrainId grain, Exception fault);

    [LoggerMessage(1006, LogLevel.Warning, "The host stopped before {Count} activations had ended")]
    internal static partial void StopCutShort(ILogger logger, int count);

    [LoggerMessage(1007, LogLevel.Information, "Embedded engine {Name} started: {Classes} grain classes")]
    internal static partial void Started(ILogger logger, string name, int classes);

    [LoggerMessage(1008, LogLevel.Information, "Embedded engine {Name} stopped")]
    internal static partial void Stopped(ILogger logger, string name);

    [LoggerMessage(1009, LogLevel.Warning, "Reminder {Name} of {Grain} failed; it goes on")]
    internal static partial void ReminderFailed(ILogger logger, string name, GrainId grain, Exception fault);

    [LoggerMessage(1011, LogLevel.Warning, "Telling an observer failed; it is forgotten")]
    internal static partial void ObserverForgotten(ILogger logger, Exception fault);

    [LoggerMessage(1010, LogLevel.Warning, "Reminder {Name} of {Grain} wakes nobody: no grain class of that type is IRemindable. It is kept")]
    internal static partial void ReminderOfNobody(ILogger logger, string name, GrainId grain);

    // Work that nobody awaits: its fault is logged instead.
    internal static void Watch(ILogger logger, GrainId grain, Task task)
    {
        if (task.IsCompletedSuccessfully) return;
        _ = WatchAsync(logger, grain, task);
    }

    private static async Task WatchAsync(ILogger logger, GrainId grain, Task task)
    {
        try
        {
            await task;
        }
        catch (Exception fault)
        {
            TurnFailed(logger, grain, fault);
        }
    }
}
