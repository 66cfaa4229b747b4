using System.CommandLine;
using System.CommandLine.Help;
using InvestBot.Cli.Backtests;
using InvestBot.Cli.Backups;
using InvestBot.Cli.Bench;
using InvestBot.Cli.Chaos;
using InvestBot.Cli.Checks;
using InvestBot.Cli.Data;
using InvestBot.Cli.Down;
using InvestBot.Cli.Evidence;
using InvestBot.Cli.Indicators;
using InvestBot.Cli.Keys;
using InvestBot.Cli.Models;
using InvestBot.Cli.Searches;
using InvestBot.Cli.Serve;
using InvestBot.Cli.Status;
using InvestBot.Cli.Strategies;
using InvestBot.Cli.Testing;
using InvestBot.Cli.Up;
using InvestBot.Cli.Venue;
using InvestBot.Cli.Verify;
using InvestBot.Cli.Why;

namespace InvestBot.Cli.Commands;

/// <summary>All commands of <c>investbot</c>.</summary>
internal static class CommandTree
{
    public static RootCommand Build(TimeProvider time)
    {
        var root = new RootCommand("InvestBot runs a fleet of small, independent trading bots on this machine.")
        {
            UpCommand.Build(time),
            DownCommand.Build(time),
            StatusCommand.Build(time),
            TestCommand.Build(time),
            VerifyCommand.Build(),
            WhyCommand.Build(time),
            BackupCommand.Build(time),
            KeysCommand.Build(time),
            DataCommand.Build(),
            IndicatorsCommand.Build(),
            BacktestCommand.Build(time),
            OptimizeCommand.Build(time),
            WalkForwardCommand.Build(time),
            LookAheadCommand.Build(time),
            StrategiesCommand.Build(),
            EvidenceCommand.Build(),
            ModelsCommand.Build(time),
            ChaosCommand.Build(time),
            BenchCommand.Build(time),
            VenueCommand.Build(),
            ServeCommand.Build(),
        };
        EngineParts.Adapt(root, time);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }
}
