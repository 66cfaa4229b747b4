using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using InvestBot.Backtest.Factors;
using InvestBot.Backtest.Runs;
using InvestBot.Backtest.Tapes;
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
        var recording = RecordedBars.Open(folder, parsed.GetValue(options.Strict), token);
        var plan = BacktestPlan.Of(
            recording, parsed.GetValue(options.Preset), parsed.GetValue(options.Strategy), parsed.GetValue(options.Symbols) ?? [],
            parsed.GetValue(options.From), parsed.GetValue(options.To), parsed.GetValue(options.Set) ?? [], parsed.GetValue(options.Capital));
        if (parsed.GetResult(options.Models) is { Implicit: false }) plan = plan with { Configuration = ModelLibrary.At(parsed.GetValue(options.Models)?.FullName).Equip(plan.Configuration) };
        var notes = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<BotConfiguration> others = [.. (parsed.GetValue(options.With) ?? []).Select((name, i) => plan.Another(recording, name, i + 2))];
        var tapes = Tapes(recording, [.. others.Append(plan.Configuration).SelectMany(bot => bot.Watched)], parsed.GetValue(options.Factors)?.FullName ?? Default(folder), notes);
        if (!parsed.GetValue(options.AllHours)) tapes = InSessions(tapes, notes);
        var fill = parsed.GetValue(options.Fill) == "same-close" ? FillMoment.SameClose : FillMoment.NextOpen;
        if (fill == FillMoment.SameClose) notes.Add("Decisions fill at the close that they saw: no venue gives that price, and the result flatters.");
        var request = new BacktestRequest(plan.Configuration, tapes, plan.From, plan.To, Fill: fill);
        return new PreparedRun(recording, request, [.. others.Select(bot => request with { Configuration = bot })], notes.ToImmutable());
    }

    private static string? Default(string? folder) => folder is not null && Path.Combine(folder, "factors") is var beside && Directory.Exists(beside) ? beside : null;

    private static ImmutableArray<BarTape> Tapes(Recording recording, HashSet<InstrumentId> watched, string? factors, ImmutableArray<string>.Builder notes)
    {
        if (factors is not null && !Directory.Exists(factors)) throw new CliFailure(ExitCode.Usage, $"--factors: there is no folder {factors}.");
        ImmutableArray<BarTape> tapes = [.. recording.Series.Where(series => watched.Contains(series.Instrument.Id)).Select(RecordedBars.Tape)];
        if (factors is null) return tapes;
        var files = Directory.EnumerateFiles(factors, "*.csv").ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.OrdinalIgnoreCase);
        var adjusted = 0;
        tapes = [.. tapes.Select(tape =>
        {
            if (!files.TryGetValue(tape.Instrument.Id.Symbol.Split('/')[0], out var file)) return tape;
            adjusted++;
            return Read(file).Adjust(tape);
        })];
        notes.Add(string.Create(CultureInfo.InvariantCulture, $"Prices and volumes of {adjusted} of {tapes.Length} symbols are adjusted for splits and dividends."));
        return tapes;
    }

    private static FactorFile Read(string file)
    {
        try
        {
            return FactorFile.Parse(File.ReadLines(file));
        }
        catch (FormatException wrong)
        {
            throw new CliFailure(ExitCode.Failed, $"{file}: {wrong.Message}.");
        }
    }

    private static ImmutableArray<BarTape> InSessions(ImmutableArray<BarTape> tapes, ImmutableArray<string>.Builder notes)
    {
        ImmutableArray<BarTape> within = [.. tapes.Select(tape => tape.InSessions())];
        var left = tapes.Sum(tape => (long)tape.Count) - within.Sum(tape => (long)tape.Count);
        if (left == 0) return tapes;
        if (within.All(tape => tape.Count == 0)) throw new CliFailure(ExitCode.Usage, "No bar lies in a regular session of the NYSE; --all-hours takes them all.");
        notes.Add(string.Create(CultureInfo.InvariantCulture, $"{left} bars outside of the NYSE's regular sessions were left out; --all-hours keeps them."));
        return within;
    }
}
