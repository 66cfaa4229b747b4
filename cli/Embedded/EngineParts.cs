using System.CommandLine;
using InvestBot.Api.Health;
using InvestBot.Cli.Simulate;
using Microsoft.Extensions.DependencyInjection;

namespace InvestBot.Cli.Embedded;

/// <summary>What the program has of its own for the embedded engine.</summary>
internal static class EngineParts
{
    /// <summary>Adds what the one process can tell of its engine.</summary>
    public static void AddFigures(IServiceCollection services) => services.AddSingleton<IGrainFigures, GrainFiguresOfEngine>();

    /// <summary>The commands are those of one process already; a simulation drives this engine's own scheduler.</summary>
    public static void Adapt(RootCommand root, TimeProvider time) => root.Subcommands.Add(SimulateCommand.Build(time));
}
