using InvestBot.Domain;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Models;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Keeping;
using InvestBot.Storage.Commits;
using InvestBot.Strategies.Learning;

namespace InvestBot.Grains.Bots;

/// <summary>Models: a change of them is a version of the configuration and a record of the journal, in one commit between two rounds.</summary>
public sealed partial class BotGrain
{
    /// <inheritdoc/>
    public Task<LearnedView> Learned() => Task.FromResult(Bots.Learned.Of(Now.Learning, Now.Configuration));

    /// <inheritdoc/>
    public Task<Outcome> TakeModels(string strategy, ModelShelf models, string by) =>
        Now.Configuration.Strategy != strategy || !Now.Configuration.Learning.Enabled || Now.Status == BotStatus.Archived
            ? Task.FromResult(Outcome.Done)
            : Change(ModelTakeover.After(Now.Configuration.Learning, models), by);

    /// <inheritdoc/>
    public Task<Outcome> PinModel(int? model, string by)
    {
        var learning = Now.Configuration.Learning;
        if (!learning.Enabled) return Task.FromResult(new Outcome("does-not-learn", "It does not learn, and so judges no signal by a model."));
        return Change(model is { } number ? ModelTakeover.Pin(learning, number) : (learning.Pinned ? learning with { Pinned = false } : learning, null), by);
    }

    private async Task<Outcome> Change((LearningSettings? Settings, Refusal? Refused) change, string by)
    {
        if (change.Settings is not { } settings) return Outcome.Of(change.Refused!);
        if (ReferenceEquals(settings, Now.Configuration.Learning)) return Outcome.Done;
        var (before, after) = (Now.Configuration.Learning.Models, settings.Models);
        var kept = Now with { Configuration = Now.Configuration with { Learning = settings }, Version = Now.Version + 1 };
        if (before.InForce != after.InForce) kept = kept with { Learning = Learner.Anew(kept.Learning) };
        await Commit(Next(kept)
            .Record("bot.models", "", MarketTime, new ModelsRecord(kept.Version, after.InForce, after.Shadow, settings.Pinned, by, MarketTime))
            .Record("log", "", MarketTime, new LogRecord("info", Words(settings, by), MarketTime))
            .Put(RowTable.ConfigurationVersions, kept.Version.ToString(System.Globalization.CultureInfo.InvariantCulture), "", time.GetUtcNow(), kept.Configuration));
        return Outcome.Done;
    }

    private static string Words(LearningSettings settings, string by)
    {
        var judge = settings.Models.InForce is { } number ? FormattableString.Invariant($"Model {number} judges signals") : "The weighed votes judge signals";
        var shadow = settings.Models.Shadow is { } other ? FormattableString.Invariant($", model {other} shadows") : "";
        return $"{judge} from the next round on{shadow}{(settings.Pinned ? "; pinned" : "")} ({by}).";
    }
}
