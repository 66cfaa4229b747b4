using System.Collections.Immutable;
using InvestBot.Domain.Bots;

namespace InvestBot.Domain.Models;

/// <summary>How an instance takes over models that were trained, promoted or rolled back for its strategy.</summary>
public static class ModelTakeover
{
    /// <summary>The settings with what is offered; the same object when that changes nothing.</summary>
    /// <param name="settings">The instance's.</param>
    /// <param name="offered">The strategy's models as they stand now.</param>
    public static (LearningSettings? Settings, Refusal? Refused) After(LearningSettings settings, ModelShelf offered)
    {
        var own = settings.Models;
        if (offered.Versions.FirstOrDefault(version => own.Find(version.Number) is { } known && !known.Equals(version)) is { } other)
            return (null, new Refusal("other-model", FormattableString.Invariant($"Model {other.Number} is another than the model {other.Number} that it has, and versions never change; it keeps its own.")));
        ImmutableArray<TrainedModel> versions = [.. own.Versions, .. offered.Versions.Where(version => own.Find(version.Number) is null)];
        var next = settings.Pinned
            ? own with { Versions = versions, Shadow = ShadowBeside(own.InForce, offered) }
            : own with { Versions = versions, InForce = offered.InForce, Shadow = offered.Shadow, Before = offered.Before };
        return (next.Stands(own) ? settings : settings with { Models = next }, null);
    }

    /// <summary>The settings with a version in force that stays there.</summary>
    /// <param name="settings">The instance's.</param>
    /// <param name="model">Its number; 0: none, the weighed votes.</param>
    public static (LearningSettings? Settings, Refusal? Refused) Pin(LearningSettings settings, int model)
    {
        var own = settings.Models;
        if (model != 0 && own.Find(model) is null)
        {
            var known = own.Versions.IsEmpty ? "it has none" : $"it has {string.Join(", ", own.Versions.Select(version => version.Number))}";
            return (null, new Refusal("unknown-model", FormattableString.Invariant($"There is no model {model}; {known}, and 0 stands for the weighed votes.")));
        }
        if (settings.Pinned && (own.InForce ?? 0) == model) return (settings, null);
        int? inForce = model == 0 ? null : model;
        var next = own.InForce == inForce ? own : own with { InForce = inForce, Before = own.Before.Add(own.InForce ?? 0) };
        return (settings with { Pinned = true, Models = next.Shadow == inForce ? next with { Shadow = null } : next }, null);
    }

    // What others have in force shadows where nothing else does: so a pinned instance still sees what it passes by.
    private static int? ShadowBeside(int? inForce, ModelShelf offered) => new[] { offered.Shadow, offered.InForce }.FirstOrDefault(number => number is not null && number != inForce);

    private static bool Stands(this ModelShelf next, ModelShelf own) =>
        next.Versions.Length == own.Versions.Length && next.InForce == own.InForce && next.Shadow == own.Shadow && next.Before.SequenceEqual(own.Before);
}
