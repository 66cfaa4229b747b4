using System.CommandLine;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Database;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Local;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Keys;

/// <summary><c>keys rotate</c>.</summary>
internal static class KeysCommand
{
    public static Command Build(TimeProvider time) => new("keys", "Change the keys that everything stored is encrypted under.") { Rotate(time) };

    private static ExampleCommand Rotate(TimeProvider time)
    {
        var data = new Option<string?>("--data") { Description = "New data keys: of one bot, or of every bot when none is named.", Arity = ArgumentArity.ZeroOrOne, HelpName = "BOT" };
        var master = new Option<bool>("--master") { Description = "A new master key." };
        var to = new Option<FileInfo?>("--to") { Description = "The file for the new master key, where the key in use comes from the environment or a command." };
        var json = JsonOption.Build();
        var command = new ExampleCommand(
            "rotate",
            "Change keys while the bots trade; run it again when it was cut off.",
            "investbot keys rotate --data            every bot is written under a new key from now on",
            "investbot keys rotate --data alpha      one bot",
            "investbot keys rotate --master          a new master key in the place of the one in use",
            "investbot keys rotate --master --to next.key   the same, where INVESTBOT_MASTER_KEY gives the key")
        { data, master, to, json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(data) is null && !result.GetValue(master)) result.AddError("Say which keys: --data, --master, or both.");
            if (result.GetResult(to) is not null && !result.GetValue(master)) result.AddError("--to is for a new master key: add --master.");
        });
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var order = new RotationOrder(parsed.GetResult(data) is not null, parsed.GetValue(data), parsed.GetValue(master), parsed.GetValue(to)?.FullName);
            var report = await RotateAsync(InstallationHome.OfThisClone(), order, time, interruption.Token);
            report.Write(Console.Out, parsed.GetValue(json));
            return (int)(report.Ok ? ExitCode.Ok : ExitCode.Failed);
        });
        return command;
    }

    // The server holds the keys while it runs: it has to know the new ones.
    private static async Task<Report> RotateAsync(InstallationHome home, RotationOrder order, TimeProvider time, CancellationToken token)
    {
        if (ServerRecord.ReadLiving(home.ServerRecordFile) is { } server)
        {
            using var health = new ServerHealth(home, server.Address);
            return await health.RotateAsync(order, token) ?? throw new CliFailure(ExitCode.ServerNotReady, $"The server did not answer; its log says why: {home.ServerLog} (what was cut off goes on when the command is run again)");
        }

        await using var stored = await StoredFleet.OpenAsync(home, time, token);
        await using var fleet = await stored.Storage.TakeFleetAsync(token);
        return await RotationWork.RunAsync(stored.Storage, stored.Source, order, token);
    }
}
