using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace InvestBot.Feeds.Recordings;

/// <summary>The content of <c>recording.yaml</c>; what it leaves out is inferred from the bars.</summary>
internal sealed class RecordingSettings
{
    internal const string FileName = "recording.yaml";

    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? AssetClass { get; set; }

    public string? Venue { get; set; }

    public string? Quote { get; set; }

    public string? Benchmark { get; set; }

    public string? Calendar { get; set; }

    public string? Timeframe { get; set; }

    public Dictionary<string, InstrumentSettings> Instruments { get; set; } = [];

    /// <summary>Reads the file of a folder; null where there is none. Unknown keys are errors.</summary>
    internal static RecordingSettings? TryRead(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            using var reader = File.OpenText(path);
            return new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build()
                .Deserialize<RecordingSettings>(reader) ?? new RecordingSettings();
        }
        catch (YamlException error)
        {
            var reason = error.InnerException?.Message ?? error.Message;
            throw new RecordingException($"{path}, line {error.Start.Line}: {reason}", error);
        }
    }
}

/// <summary>Trading rules of one symbol; what is left out is inferred.</summary>
internal sealed class InstrumentSettings
{
    public decimal? Tick { get; set; }

    public decimal? Lot { get; set; }

    public decimal? MinNotional { get; set; }
}
