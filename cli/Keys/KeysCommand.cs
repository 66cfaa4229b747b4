using System.CommandLine;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Database;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Local;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;
using InvestBot.Storage.Credentials;

namespace InvestBot.Cli.Keys;

/// <summary><c>keys rotate|set|list|remove</c>.</summary>
internal static class KeysCommand
{
    public static Command Build(TimeProvider time) => new("keys", "Keys of venues and wallets, and the keys that everything stored is encrypted under.")
    {
        Set(time), List(time), Remove(time), Rotate(time),
    };

    private static ExampleCommand Set(TimeProvider time)
    {
        var (bot, name) = (Bot(), Name());
        var file = new Option<FileInfo?>("--file") { Description = "A file that holds the key; without it the key is asked for, and not shown." };
        var command = new ExampleCommand(
            "set",
            "Set a key of a venue or wallet. It is kept encrypted; nothing shows it again.",
            "investbot keys set alpha alpaca.secret                       asks for it",
            "investbot keys set alpha alpaca.secret --file secret.txt   takes it from a file") { bot, name, file };
        return Stored(command, time, parsed => SecretInput.Read(parsed.GetValue(file), parsed.GetRequiredValue(name)), (tasks, parsed, secret, token) =>
            tasks.SetAsync(parsed.GetRequiredValue(bot), parsed.GetRequiredValue(name), secret, token));
    }

    private static ExampleCommand List(TimeProvider time)
    {
        var bot = new Argument<string?>("bot") { Description = "Only this bot's.", Arity = ArgumentArity.ZeroOrOne };
        var command = new ExampleCommand("list", "List the names of keys that are set, and since when.", "investbot keys list") { bot };
        return Stored(command, time, static _ => [], (tasks, parsed, _, token) => tasks.ListAsync(parsed.GetValue(bot), token));
    }

    private static ExampleCommand Remove(TimeProvider time)
    {
        var (bot, name) = (Bot(), Name());
        var command = new ExampleCommand("remove", "Forget a key of a venue or wallet.", "investbot keys remove alpha alpaca.secret") { bot, name };
        return Stored(command, time, static _ => [], (tasks, parsed, _, token) => tasks.RemoveAsync(parsed.GetRequiredValue(bot), parsed.GetRequiredValue(name), token));
    }

    private static Argument<string> Bot() => new("bot") { Description = "The bot." };

    private static Argument<string> Name()
    {
        var name = new Argument<string>("name") { Description = "What the key is called, such as alpaca.secret." };
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } given && !CredentialName.IsValid(given)) result.AddError($"name: a key cannot be called '{given}'; use {CredentialName.Rule}.");
        });
        return name;
    }

    private static ExampleCommand Stored(
        ExampleCommand command, TimeProvider time, Func<ParseResult, byte[]> ask, Func<CredentialTasks, ParseResult, byte[], CancellationToken, Task<Report>> run)
    {
        var json = JsonOption.Build();
        command.Options.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            var secret = ask(parsed);
            using var interruption = new Interruption();
            await using var stored = await StoredFleet.OpenAsync(InstallationHome.OfThisClone(), time, interruption.Token);
            var report = await run(new CredentialTasks(stored.Storage, time), parsed, secret, interruption.Token);
            report.Write(Console.Out, parsed.GetValue(json));
            return (int)(report.Ok ? ExitCode.Ok : ExitCode.Failed);
        });
        return command;
    }

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
