using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Models;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace InvestBot.Api.Learning;

/// <summary>What an instance has learned: weights, calibration, models.</summary>
internal static class LearningEndpoints
{
    internal static void MapLearning(this IEndpointRouteBuilder instance) => instance.MapGet("/learning", GetAsync).WithTags("learning");

    private static async Task<Ok<InstanceLearning>> GetAsync(string instance, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var bot = grains.GetGrain<IBotGrain>(GrainKeys.Of(new InstanceId(instance)));
        var (views, learned) = (bot.View(), bot.Learned());
        await Task.WhenAll(views, learned).WaitAsync(cancellationToken);
        return TypedResults.Ok(Of((await views).Configuration, await learned));
    }

    private static InstanceLearning Of(BotConfiguration configuration, LearnedView learned)
    {
        var settings = configuration.Learning;
        var weights = learned.Experts.Sum(expert => expert.Weight);
        return new InstanceLearning
        {
            Enabled = settings.Enabled,
            Strategy = configuration.Strategy,
            Outcomes = learned.Bins.Sum(bin => bin.Outcomes),
            Won = learned.Bins.Sum(bin => bin.Won),
            Awaited = learned.Awaited,
            BaseRate = learned.BaseRate,
            PriorStrength = settings.PriorStrength,
            Floor = settings.Floor,
            Experts = [.. learned.Experts.Select(expert => new LearnedExpert(expert.Expert, expert.Weight, expert.Weight / weights, expert.Outcomes, expert.Won))],
            Instruments = [.. learned.ByInstrument.Select(one => new InstrumentWeights(one.Instrument.ToString(), one.Instrument.Symbol, [.. one.Weights.Select(weight => new WeightOf(weight.Expert, weight.Weight))]))],
            Calibration = [.. learned.Bins.Select(bin => new CalibrationRange(
                bin.From, bin.To, bin.Outcomes, bin.Won, bin.Outcomes == 0 ? null : (double)bin.Won / bin.Outcomes, bin.Confidence, bin.Deviation))],
            Models = Of(settings, learned),
        };
    }

    private static LearningModels Of(LearningSettings settings, LearnedView learned)
    {
        var shelf = settings.Models;
        var shadow = shelf.Find(shelf.Shadow) is { } model ? Of(model, settings, learned) : null;
        return new LearningModels(shelf.Find(shelf.InForce) is { } present ? Of(present) : null, shadow, settings.Pinned, [.. shelf.Versions.Select(Of)]);
    }

    private static ShadowView Of(TrainedModel model, LearningSettings settings, LearnedView learned) =>
        learned.ShadowModel == model.Number && learned.ShadowOutcomes > 0
            ? new ShadowView(Of(model), learned.ShadowOutcomes, settings.ShadowOutcomes, learned.ShadowLoss, learned.PresentLoss)
            : new ShadowView(Of(model), 0, settings.ShadowOutcomes, null, null);

    private static ModelView Of(TrainedModel model) => new(
        model.Number, model.Kind, model.TrainedFrom, model.TrainedTo, model.Validation.Outcomes, model.Validation.LogLoss, model.Validation.BaseLogLoss);
}
