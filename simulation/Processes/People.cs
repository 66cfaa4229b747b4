using InvestBot.Domain.Bots;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Fleet;
using InvestBot.Simulation.Draws;
using InvestBot.Simulation.Worlds;

namespace InvestBot.Simulation.Processes;

/// <summary>The owner: pauses, stops and resets bots, decides proposals, places and closes orders by hand, now and then, whatever the bots do meanwhile.</summary>
internal sealed class People(World world, ulong seed)
{
    private static readonly BotCommand[] Commands = [BotCommand.Pause, BotCommand.Stop, BotCommand.EmergencyStop];

    private readonly Draw _draw = new(seed, "people");
    private int _orders;

    /// <summary>Acts for as long as the process lives.</summary>
    internal async Task ActAsync(SimulatedProcess process)
    {
        while (true)
        {
            await Task.Delay(_draw.Milliseconds(1_000, 120_000), world.Time);
#pragma warning disable CA1031 // Who acts on a fleet in trouble gets errors; that is no news.
            try
            {
                await ActOnAsync(process, _draw.Of(world.Bots));
            }
            catch (Exception fault)
            {
                world.Trace.Note($"people got {fault.GetType().Name}");
            }
#pragma warning restore CA1031
        }
    }

    private async Task ActOnAsync(SimulatedProcess process, BotConfiguration configuration)
    {
        var bot = process.Bot(configuration.Id);
        var view = await bot.View();
        if (view.Status is not BotStatus.Running)
        {
            if (view.Status == BotStatus.EmergencyStopped) await bot.Tell(BotCommand.Reset, "ann");
            await bot.Tell(BotCommand.Start, "ann");
            await bot.Tell(BotCommand.Resume, "ann");
        }
        else if (view.Halt is not null && _draw.Chance(0.3)) await bot.Tell(BotCommand.Reset, "ann");
        else if (view.Approvals is [var approval, ..]) await bot.Decide(approval.Id, _draw.Chance(0.8), "ann");
        else if (_draw.Chance(0.03)) await process.Grains.GetGrain<IFleetGrain>(GrainKeys.Fleet).Tell(_draw.Of(Commands), "ann");
        else if (_draw.Chance(0.1)) await bot.Tell(_draw.Of(Commands), "ann");
        else if (_draw.Chance(0.5)) await bot.Place(new ManualEntry(_draw.Of(configuration.Universe), null, null, null, FormattableString.Invariant($"k{++_orders}")), "ann");
    }
}
