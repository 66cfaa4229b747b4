namespace InvestBot.Domain.Bots;

/// <summary>Where an instance stands. A risk breaker shows as halted while it is open.</summary>
public enum BotStatus
{
    /// <summary>Made, never started.</summary>
    Created,

    /// <summary>Trades.</summary>
    Running,

    /// <summary>No entries; exits go on.</summary>
    Paused,

    /// <summary>No entries, open entries canceled; positions stay protected.</summary>
    Stopped,

    /// <summary>Everything was canceled and closed; a person must reset it.</summary>
    EmergencyStopped,

    /// <summary>Put away.</summary>
    Archived,
}

/// <summary>What an instance can be told.</summary>
public enum BotCommand
{
    /// <summary>Trade.</summary>
    Start,

    /// <summary>No entries; exits go on.</summary>
    Pause,

    /// <summary>Trade again.</summary>
    Resume,

    /// <summary>Cancel open entries, keep positions protected.</summary>
    Stop,

    /// <summary>Cancel everything, close everything, wait for a person.</summary>
    EmergencyStop,

    /// <summary>End an emergency stop, and any breaker.</summary>
    Reset,

    /// <summary>Put away; only when nothing is open.</summary>
    Archive,
}

/// <summary>Which command leads where.</summary>
public static class BotLife
{
    /// <summary>The status that a command leads to; the same status when it repeats what is so; <c>null</c> when it may not be given.</summary>
    public static BotStatus? After(BotStatus status, BotCommand command) => (status, command) switch
    {
        (BotStatus.Archived, _) => null,
        (_, BotCommand.EmergencyStop) => BotStatus.EmergencyStopped,
        // A reset leads to Paused: a person looks, then resumes.
        (BotStatus.EmergencyStopped, BotCommand.Reset) => BotStatus.Paused,
        (BotStatus.EmergencyStopped, _) => null,
        (_, BotCommand.Reset) => status,
        (BotStatus.Created or BotStatus.Stopped or BotStatus.Running, BotCommand.Start) => BotStatus.Running,
        (BotStatus.Running or BotStatus.Paused, BotCommand.Pause) => BotStatus.Paused,
        (BotStatus.Paused or BotStatus.Running, BotCommand.Resume) => BotStatus.Running,
        (BotStatus.Running or BotStatus.Paused or BotStatus.Stopped, BotCommand.Stop) => BotStatus.Stopped,
        (BotStatus.Created or BotStatus.Stopped, BotCommand.Archive) => BotStatus.Archived,
        _ => null,
    };

    /// <summary>Why a command may not be given, and what would help.</summary>
    public static Refusal Refuse(BotStatus status, BotCommand command) => new(
        "not-allowed-now",
        status switch
        {
            BotStatus.EmergencyStopped => $"'{command}' is not possible after an emergency stop; reset it first.",
            BotStatus.Archived => $"'{command}' is not possible: the instance is archived.",
            _ => $"'{command}' is not possible while the instance is {status}.",
        });
}
