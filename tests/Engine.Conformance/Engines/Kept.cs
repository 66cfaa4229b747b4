using Orleans;
using Orleans.Storage;

namespace InvestBot.Engine.Conformance.Engines;

/// <summary>What outlives an engine: the same for both engines, because it is written on Orleans' extension points.</summary>
public sealed class Kept
{
    /// <summary>The grains' states: the storage provider "Default".</summary>
    public IGrainStorage States { get; } = new KeptStates();

    /// <summary>The grains' reminders: the silo's <see cref="IReminderTable"/> service.</summary>
    public IReminderTable Reminders { get; } = new KeptReminders();
}
