using System.Text.Json;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Models;
using InvestBot.GrainInterfaces.Json;

namespace InvestBot.Cli.Models;

/// <summary>The trained models of an installation: a file of versions for each strategy, in a folder of the home. Instances take a copy into their configuration.</summary>
internal sealed class ModelLibrary(string folder)
{
    private const string Prefix = "strategy.";

    /// <summary>The folder given, or the home's.</summary>
    public static ModelLibrary At(string? folder) => new(folder ?? InstallationHome.OfThisClone().ModelFolder);

    /// <summary>Strategies that have models, in order.</summary>
    public IEnumerable<string> Strategies => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.json").Select(file => Prefix + Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)
        : [];

    /// <summary>A strategy's models; an empty shelf when there are none.</summary>
    /// <exception cref="CliFailure">Its file can't be read.</exception>
    public ModelShelf Of(string strategy)
    {
        var file = FileOf(strategy);
        if (!File.Exists(file)) return new ModelShelf();
        try
        {
            return DomainJson.Read<ModelShelf>(File.ReadAllBytes(file));
        }
        catch (JsonException)
        {
            throw new CliFailure(ExitCode.Failed, $"{file} is no file of models; delete it, and train again with investbot models train.");
        }
    }

    /// <summary>Keeps a strategy's models: the file is replaced whole, so that it is never half of one.</summary>
    public void Keep(string strategy, ModelShelf shelf)
    {
        Directory.CreateDirectory(folder);
        var file = FileOf(strategy);
        using (var made = new FileStream(file + ".new", FileMode.Create, FileAccess.Write))
        {
            made.Write(DomainJson.Bytes(shelf));
            made.Flush(flushToDisk: true);
        }
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>A configuration with its strategy's models, learning on.</summary>
    /// <exception cref="CliFailure">There are none.</exception>
    public BotConfiguration Equip(BotConfiguration bot) => Of(bot.Strategy) is { Versions.IsEmpty: false } shelf
        ? bot with { Learning = bot.Learning with { Enabled = true, Models = shelf } }
        : throw new CliFailure(ExitCode.Usage, $"There is no model for {bot.Strategy}; train one with investbot models train.");

    private string FileOf(string strategy) => Path.Combine(folder, strategy[Prefix.Length..] + ".json");
}
