using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace InvestBot.Cli.Microsoft;

/// <summary>What the program has of its own for Microsoft Orleans: silos and API are processes of their own.</summary>
internal static class EngineParts
{
    // They start the one process that is silo, API and page at once, which is the embedded engine's.
    private static readonly string[] OfOneProcess = ["up", "down", "status", "verify", "bench", "chaos", "serve"];

    /// <summary>What Orleans' grains do is shown by its own dashboard.</summary>
    public static void AddFigures(IServiceCollection services)
    {
    }

    /// <summary>Puts the commands of a cluster in place of those of one process.</summary>
    public static void Adapt(RootCommand root, TimeProvider time)
    {
        foreach (var command in root.Subcommands.Where(command => OfOneProcess.Contains(command.Name)).ToList()) root.Subcommands.Remove(command);
        root.Subcommands.Add(ServeCommands.Build());
        root.Subcommands.Add(ClusterChaosCommand.Build(time));
    }
}
