using InvestBot.Feeds.Replay;
using InvestBot.Orleans.Embedded.Scheduling;
using InvestBot.Silo.Verification;
using InvestBot.Simulation.Draws;
using InvestBot.Simulation.Faults;
using InvestBot.Simulation.Fleets;
using InvestBot.Simulation.Processes;
using InvestBot.Simulation.Worlds;

namespace InvestBot.Simulation.Runs;

/// <summary>
/// Runs a whole fleet from one seed on one thread: lives and deaths of its process until the market's recording is over; then
/// nothing goes wrong any more, the fleet settles, and everything is checked once more by what <c>investbot verify</c> uses.
/// </summary>
public sealed class SimulationRun
{
    // A run that makes no progress is a finding as well.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    private readonly SimulationOptions _options;
    private readonly World _world;
    private readonly People _people;
    private readonly Draw _pace;
    private SeededTurnScheduler _scheduler;
    private SimulatedProcess? _process;
    private long _stepsBefore;
    private int _deaths;
    private (int, DateTimeOffset Delivered)? _stood;
    private TimeSpan _since;

    private SimulationRun(SimulationOptions options, World world)
    {
        (_options, _world) = (options, world);
        _world.Steps = () => Steps;
        _scheduler = new SeededTurnScheduler(0);
        _people = new People(_world, options.Seed);
        _pace = new Draw(options.Seed, "pace");
    }

    private long Steps => _stepsBefore + _scheduler.Steps;

    /// <summary>Runs it.</summary>
    public static SimulationResult Run(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Days, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Bots, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.FirstBot, nameof(options));
        var market = FleetDraw.Market(options);
        using var world = new World(options.Seed, options.Only, market, FleetDraw.Bots(options, market.Recording));
        return new SimulationRun(options, world).Run();
    }

    private SimulationResult Run()
    {
        var speed = ReplaySpeed.Times(_pace.Whole(10, 300));
        while (!Live(speed, LiveAsync))
        {
            if (IsOver) return Result();
            Die();
        }
        Die();
        _world.Faults.IsOn = false;
        if (!IsOver) Live(speed, SettleAsync);
        return Result();
    }

    private bool IsOver => _world.Witness.Violation is not null;

    private Task LiveAsync()
    {
        _ = _people.ActAsync(_process!);
        return _process!.LiveAsync();
    }

    private async Task SettleAsync()
    {
        await _process!.LiveAsync();
        await _process.SettleAsync();
        foreach (var bot in _world.Bots)
        {
            var report = await InstanceVerification.RunAsync(bot.Id, bot, _world.Storage, _world.Storage, _process.Grains, _process.Paper, CancellationToken.None);
            foreach (var difference in report.Differences) _world.Witness.Object(difference);
            if (await _world.Storage.CountAsync(bot.Id.ToString(), CancellationToken.None) is > 0 and var waiting) _world.Witness.Object($"{bot.Id}: {waiting} messages were never delivered");
            if ((await _process.Bot(bot.Id).View()) is { Reason: { } reason } view && view.Status == Domain.Bots.BotStatus.Running) _world.Witness.Object($"{bot.Id} does not agree with the venue at the end: {reason}");
        }
        if (_world.Witness.Messages.Pending is > 0 and var pending) _world.Witness.Object($"{pending} messages were never acknowledged");
    }

    /// <summary>One life of the process; false when it was cut short.</summary>
    private bool Live(ReplaySpeed speed, Func<Task> life)
    {
        _stepsBefore += _scheduler.Steps;
        _scheduler = new SeededTurnScheduler(unchecked((int)(_options.Seed * 2_654_435_761UL) + _deaths));
        _process = SimulatedProcess.Start(_world, _scheduler, _options.Seams ?? new Seams(), speed);
        try
        {
            return _scheduler.Run(life, Wait, GoesOn);
        }
        catch (InvalidOperationException fault)
        {
            _world.Witness.Object(fault.Message);
            return false;
        }
    }

    private bool Wait()
    {
        if (_world.Position != _stood) (_stood, _since) = (_world.Position, _world.Time.Elapsed);
        if (_world.Time.Elapsed - _since > Patience) throw new InvalidOperationException($"The market stands still since {_stood?.Delivered:u}.");
        return _world.Time.FireNext();
    }

    private bool GoesOn()
    {
        _world.Witness.Round(_process!.Market.MarketTime);
        if (IsOver) return false;
        // Time passes also while something could run: a machine is as slow as it likes.
        if (_pace.Chance(0.002)) _world.Time.FireNext();
        if (_world.Happens(FaultKind.ClockJump)) _world.Time.Jump(TimeSpan.FromSeconds(_pace.Chance(0.5) ? _pace.Whole(-30, 30) : _pace.Whole(-7200, 7200)));
        return !Crashes();
    }

    // A death tells most while the database is at work: then each step counts for many.
    private bool Crashes()
    {
        for (var chances = _world.UnderWay.Count > 0 ? 20 : 1; chances > 0; chances--)
            if (_world.Happens(FaultKind.Crash)) return true;
        return false;
    }

    // What the dead process had under way at the database lands later, or never; nobody hears of it.
    private void Die()
    {
        _deaths++;
        _world.Time.Forget();
        _world.Time.Pass(TimeSpan.FromSeconds(_pace.Whole(1, 60)));
        foreach (var (instance, commit) in _world.UnderWay)
        {
            if (_pace.Chance(0.3)) continue;
            _world.Time.CreateTimer(_ => _ = _process!.ForTheDead.CommitAsync(instance, commit).Exception, null, _pace.Milliseconds(0, 30_000), Timeout.InfiniteTimeSpan);
        }
        _world.UnderWay.Clear();
    }

    private SimulationResult Result() =>
        new(
            _options, _world.Witness.Violation, _world.Rounds, Steps, _world.Witness.Commits, _world.Witness.Orders, _world.Witness.Fills, [.. _world.Faults.Happened], _world.Trace.Digest(), [.. _world.Trace.Last]);
}
