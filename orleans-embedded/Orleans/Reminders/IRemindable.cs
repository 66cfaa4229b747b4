namespace Orleans
{
    /// <summary>A grain that reminders wake. A class has it beside the interface by which it is called.</summary>
    public interface IRemindable : IGrain
    {
        /// <summary>
        /// A reminder is due. It runs as any request does, with the same turns and the same timeout. A tick may come late, twice
        /// or, when the host was down at its time, not at all; the reminder itself stays.
        /// </summary>
        Task ReceiveReminder(string reminderName, Runtime.TickStatus status);
    }
}

namespace Orleans.Runtime
{
    /// <summary>A reminder as it was when it was registered or read.</summary>
    public interface IGrainReminder
    {
        /// <summary>Its name, unique within the grain.</summary>
        string ReminderName { get; }
    }

    /// <summary>Where in its schedule a reminder is.</summary>
    [GenerateSerializer, Immutable]
    public readonly struct TickStatus
    {
        /// <summary>From the schedule and the time of the tick.</summary>
        public TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
        {
            FirstTickTime = firstTickTime;
            Period = period;
            CurrentTickTime = timeStamp;
        }

        /// <summary>When the first tick was due, UTC.</summary>
        [Id(0)]
        public DateTime FirstTickTime { get; }

        /// <summary>From one tick to the next.</summary>
        [Id(1)]
        public TimeSpan Period { get; }

        /// <summary>When this tick was sent, UTC.</summary>
        [Id(2)]
        public DateTime CurrentTickTime { get; }

        /// <inheritdoc/>
        public override string ToString() => $"<{FirstTickTime:O}, {Period}, {CurrentTickTime:O}>";
    }

    /// <summary>A reminder could not be registered or removed, because another changed it meanwhile. Trying again may help.</summary>
    [GenerateSerializer]
    public sealed class ReminderException : OrleansException
    {
        /// <summary>With words.</summary>
        public ReminderException(string message)
            : base(message)
        {
        }
    }
}
