using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using InvestBot.Backtest.Runs;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Models;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Markets;
using InvestBot.Feeds.Recordings;

namespace InvestBot.Cli.Backtests;

/// <summary>A backtest that is ready to run: the recording, its bars as they are traded, and what was done to them.</summary>
/// <param name="Recording">As it was read.</param>
/// <param name="Request">What runs.</param>
/// <param name="Others">What runs beside it on the same account.</param>
/// <param name="Notes">What was left out or changed.</param>
internal sealed record PreparedRun(Recording Recording, BacktestRequest Request, ImmutableArray<BacktestRequest> Others, ImmutableArray<string> Notes)
{
    /// <summary>How long reading took.</summary>
    public TimeSpan Loading { get; init; }

    /// <summary>When the instruments trade.</summary>
    public TradingCalendar Calendar => Recording.Description.Calendar;

    /// <summary>Reads what the options name.</summary>
    /// <exception cref="CliFailure">Something can't be read or is wrong; the message says what would help.</exception>
    public static PreparedRun Of(ParseResult parsed, BacktestOptions options, CancellationToken token)
    {
        var folder = parsed.GetValue(options.Data)?.FullName;
        var readings = parsed.GetValue(options.Readings)?.FullName;
        if (readings is not null && !Directory.Exists(readings)) throw new CliFailure(ExitCode.Usage, $"--readings: there is no folder {readings}.");
        var recording = RecordedBars.Open(folder, parsed.GetValue(options.Strict), token, readings);
        var plan = BacktestPlan.Of(
            recording, parsed.GetValue(options.Preset), parsed.GetValue(options.Strategy), parsed.GetValue(options.Symbols) ?? [],
            parsed.GetValue(options.From), parsed.GetValue(options.To), parsed.GetValue(options.Set) ?? [], parsed.GetValue(options.Capital));
        if (parsed.GetResult(options.Models) is { Implicit: false }) plan = plan with { Configuration = ModelLibrary.At(parsed.GetValue(options.Models)?.FullName).Equip(plan.Configuration) };
        var notes = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<BotConfiguration> others = [.. (parsed.GetValue(options.With) ?? []).Select((name, i) => plan.Another(recording, name, i + 2))];
        var tapes = MarketTapes.Of(recording, [.. others.Append(plan.Configuration).SelectMany(bot => bot.Watched)], parsed.GetValue(options.Factors)?.FullName ?? MarketTapes.FactorsBeside(folder), parsed.GetValue(options.AllHours), notes);
        var fill = parsed.GetValue(options.Fill) == "same-close" ? FillMoment.SameClose : FillMoment.NextOpen;
        if (fill == FillMoment.SameClose) notes.Add("Decisions fill at the close that they saw: no venue gives that price, and the result flatters.");
        var request = new BacktestRequest(plan.Configuration, tapes, plan.From, plan.To, Fill: fill) { Readings = recording.Readings };
        if (!recording.Readings.IsEmpty)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{recording.Readings.Values.Sum(said => said.Length)} readings of sentiment of {recording.Readings.Count} symbols; each is known from its time on."));
        return new PreparedRun(recording, request, [.. others.Select(bot => request with { Configuration = bot })], notes.ToImmutable());
    }
}
