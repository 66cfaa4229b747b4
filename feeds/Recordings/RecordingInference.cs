using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;
using InvestBot.Feeds.Readings;

namespace InvestBot.Feeds.Recordings;

/// <summary>Completes what <c>recording.yaml</c> leaves out, from file names and bars.</summary>
internal static class RecordingInference
{
    private static readonly string[] EquityBenchmarks = ["SPY"];
    private static readonly string[] CryptoBenchmarks = ["SOL", "BTC"];

    /// <summary>The stated timeframe, else the one that most file names have, else the median gap of the first file.</summary>
    internal static Timeframe TimeframeOf(RecordingSettings settings, string[] files)
    {
        if (settings.Timeframe is { } text)
        {
            return Timeframe.TryParse(text, out var stated)
                ? stated
                : throw Wrong("timeframe", text, "1m, 5m, 15m, 1h or 1d");
        }

        var named = files.Select(file => FileNames.TryParse(file, out _, out var found) ? found : null).OfType<Timeframe>()
            .GroupBy(x => x).OrderByDescending(x => x.Count()).ThenBy(x => x.Key).FirstOrDefault();
        if (named is not null)
            return named.Key;
        var gap = files.Select(BarFile.MedianGap).FirstOrDefault(x => x is > 0 and <= 1440 && 1440 % x == 0);
        return gap > 0
            ? new Timeframe(gap)
            : throw new RecordingException(
                "The length of the bars can't be told; name the files SYMBOL_5m.csv, or write 'timeframe: 5m' into recording.yaml.");
    }

    internal static Recording Describe(
        string folder, string? readings, RecordingSettings settings, Timeframe timeframe, List<FileRead> read, Quarantine quarantine)
    {
        var longest = read.MaxBy(x => x.Bars.Count)!.Bars;
        var calendar = settings.Calendar switch
        {
            null => SessionShape.CalendarOf(longest.Minutes, timeframe),
            "always-open" => TradingCalendar.AlwaysOpen,
            "nyse" => TradingCalendar.Nyse,
            var other => throw Wrong("calendar", other, "always-open or nyse"),
        };
        var assetClass = settings.AssetClass switch
        {
            null => calendar == TradingCalendar.Nyse ? AssetClass.Equity : AssetClass.Crypto,
            "crypto" => AssetClass.Crypto,
            "equity" => AssetClass.Equity,
            var other => throw Wrong("asset-class", other, "crypto or equity"),
        };
        var venue = settings.Venue ?? (assetClass == AssetClass.Equity ? "alpaca" : "binance");
        var quote = QuoteOf(settings.Quote, assetClass);
        InstrumentId IdOf(string symbol)
        {
            try
            {
                return InstrumentNaming.IdOf(symbol, venue, assetClass, quote);
            }
            catch (ArgumentException)
            {
                throw Wrong("venue", venue, "2 to 20 lower-case letters, digits or hyphens");
            }
        }

        var rules = settings.Instruments.ToDictionary(x => IdOf(x.Key), x => x.Value);
        var taken = new Dictionary<InstrumentId, BarSeries>();
        var files = new List<RecordingFile>(read.Count);
        foreach (var file in read)
        {
            var id = IdOf(file.Symbol);
            if (file.Bars.Count > 0 && taken.ContainsKey(id))
            {
                quarantine.Add(file.Name, 0, QuarantineReason.Name, $"a second file for {id}");
                files.Add(new RecordingFile(file.Name, id, 0, null, null, file.Quarantined + 1, []));
                continue;
            }

            if (file.Bars.Count > 0)
                taken[id] = new BarSeries(TradingRules.Of(id, quote, calendar, file.Bars, rules.GetValueOrDefault(id)), file.Bars);
            files.Add(FileOf(file, id));
        }

        var description = new RecordingDescription(
            settings.Id ?? Slug(folder),
            settings.Name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            assetClass, venue, quote, BenchmarkOf(settings.Benchmark, assetClass, IdOf, taken), calendar, timeframe);
        var said = ReadingFolder.Read(readings ?? Path.Combine(folder, ReadingFolder.Name), taken.Keys, quarantine);
        return new Recording(description, [.. taken.Values], [.. files], quarantine.Rows, quarantine.Count) { Readings = said };
    }

    private static RecordingFile FileOf(FileRead file, InstrumentId id)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        if (file.ZoneAssumed)
            notes.Add("times state no zone and were taken as UTC");
        var rounded = file.Bars.Prices.Rounded + file.Bars.Volumes.Rounded;
        if (rounded > 0)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{rounded} numbers were rounded to 18 significant digits"));
        var minutes = file.Bars.Minutes;
        return minutes.Length == 0
            ? new RecordingFile(file.Name, id, 0, null, null, file.Quarantined, notes.ToImmutable())
            : new RecordingFile(
                file.Name, id, minutes.Length, Minutes.ToTime(minutes[0]), Minutes.ToTime(minutes[^1]), file.Quarantined,
                notes.ToImmutable());
    }

    private static Currency QuoteOf(string? stated, AssetClass assetClass)
    {
        try
        {
            return new Currency(stated ?? (assetClass == AssetClass.Equity ? "USD" : "USDT"));
        }
        catch (ArgumentException)
        {
            throw Wrong("quote", stated!, "2 to 10 upper-case letters or digits");
        }
    }

    private static InstrumentId? BenchmarkOf(
        string? stated, AssetClass assetClass, Func<string, InstrumentId> idOf, Dictionary<InstrumentId, BarSeries> series)
    {
        if (stated is not null)
        {
            return series.ContainsKey(idOf(stated))
                ? idOf(stated)
                : throw Wrong("benchmark", stated, "a symbol that the folder has bars of");
        }

        var usual = assetClass == AssetClass.Equity ? EquityBenchmarks : CryptoBenchmarks;
        return usual.Select(idOf).Where(series.ContainsKey).Select(x => (InstrumentId?)x).FirstOrDefault();
    }

    private static string Slug(string folder)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var slug = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        return slug.Length == 0 ? "recording" : slug;
    }

    private static RecordingException Wrong(string key, string value, string expected) =>
        new($"{RecordingSettings.FileName}: {key} is '{value}'; write {expected}.");
}
