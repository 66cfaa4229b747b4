using InvestBot.Api.Fleet;
using InvestBot.Cli.Models;
using InvestBot.Domain.Values;
using InvestBot.Feeds.Recordings;
using InvestBot.GrainInterfaces;
using InvestBot.Silo.Instances;
using InvestBot.Strategies.Presets;

namespace InvestBot.Cli.Serve;

/// <summary>Makes instances from presets for the API.</summary>
internal sealed class InstanceMaker(ServedMarkets served, IInstances instances, ModelLibrary models) : IInstanceMaker
{
    public IReadOnlyList<PresetView> Presets { get; } =
    [
        .. from preset in PresetCatalog.All
           from recording in served.Recordings.Where(recording => Suits(preset, recording)).Take(1)
           let configuration = PresetCatalog.Create(preset.Id, new Domain.Identity.InstanceId("preview"), ServedMarkets.Describe(recording))
           select new PresetView(
               preset.Id, preset.Description, configuration.Strategy, configuration.Recording, configuration.Timeframe.ToString(), configuration.Capital.Amount, configuration.Mode,
               [.. configuration.Universe.Select(id => id.Symbol)]),
    ];

    public async Task<Outcome> CreateAsync(NewInstance instance, string by, CancellationToken cancellationToken)
    {
        if (PresetCatalog.Find(instance.Preset) is not { } preset)
            return new Outcome("unknown-preset", $"There is no preset '{instance.Preset}'; there are {string.Join(", ", PresetCatalog.All.Select(item => item.Id))}.");
        var recording = served.Recordings.FirstOrDefault(item => instance.Recording is null ? Suits(preset, item) : item.Description.Id == instance.Recording);
        if (recording is null)
            return new Outcome("unknown-recording", $"There is no recording '{instance.Recording}'; there are {string.Join(", ", served.Recordings.Select(item => item.Description.Id))}.");
        if (await instances.ExistsAsync(instance.Id, cancellationToken))
            return new Outcome("name-taken", $"There is an instance '{instance.Id}' already; choose another name.");
        var configuration = PresetCatalog.Create(preset.Id, instance.Id, ServedMarkets.Describe(recording));
        if (instance.Capital is { } capital) configuration = configuration with { Capital = new Money(capital, configuration.Capital.Currency) };
        if (instance.Mode is { } mode) configuration = configuration with { Mode = mode };
        // What was trained for the strategy here; from then on it belongs to the instance's configuration.
        if (configuration.Learning.Enabled) configuration = configuration with { Learning = configuration.Learning with { Models = models.Of(configuration.Strategy) } };
        var errors = PresetCatalog.Validate(configuration);
        return errors.IsEmpty
            ? await instances.CreateAsync(configuration, by, cancellationToken)
            : new Outcome("bad-configuration", string.Join(' ', errors.Select(error => $"{error.Field} is {error.Value}: {error.Remedy}")));
    }

    private static bool Suits(Preset preset, Recording recording) => PresetCatalog.IsForEquities(preset) == ServedMarkets.Describe(recording).IsEquities;
}
