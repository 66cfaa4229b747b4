using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;
using InvestBot.Domain.Identity;
using InvestBot.Storage.Instances;

namespace InvestBot.Cli.Backups;

/// <summary><c>backup list|create|verify|restore|prune|configuration</c>.</summary>
internal static class BackupCommand
{
    public static Command Build(TimeProvider time) => new("backup", "Make, list, verify, restore and prune encrypted backups of single bots, and of the fleet.")
    {
        List(time), Create(time), Verify(time), Restore(time), Prune(time), Configuration(time),
    };

    private static Command List(TimeProvider time)
    {
        var instance = Instance("Only those of this bot.");
        return Reporting(
            new ExampleCommand("list", "List the backups, newest first.", "investbot backup list          of every bot", "investbot backup list alpha    of one") { instance },
            (parsed, _) => Task.FromResult(Tasks(time).List(parsed.GetValue(instance))));
    }

    private static Command Create(TimeProvider time)
    {
        var instance = Instance("The bot, or fleet; every one and the fleet when left out.");
        return Reporting(
            new ExampleCommand(
                "create",
                "Back up bots while they trade, and prove each backup by restoring it into a scratch database.",
                "investbot backup create                every bot",
                "investbot backup create alpha --json   one; the figure 'speed' is megabytes of its database a second") { instance },
            (parsed, token) => Tasks(time).CreateAsync(parsed.GetValue(instance), token));
    }

    private static Command Verify(TimeProvider time)
    {
        var instance = Instance("The bot whose newest backup is verified; the newest of every bot when left out.");
        var file = File("A backup's file, or its name in the list.");
        return Reporting(
            new ExampleCommand(
                "verify",
                "Restore backups into a scratch database and compare row counts, the journal's head and its chain.",
                "investbot backup verify alpha",
                "investbot backup verify --file /mnt/copies/alpha/20270131T020000Z-daily-1f0c9a3e.ibbackup") { instance, file },
            (parsed, token) => Tasks(time).VerifyAsync(parsed.GetValue(instance), parsed.GetValue(file), token));
    }

    private static Command Restore(TimeProvider time)
    {
        var instance = new Argument<string>("instance") { Description = "The bot; or fleet: users, registry, keys, and every bot, on a home that has none." };
        var file = File("The backup: its file, or its name in the list; the newest of the bot when left out.");
        var at = new Option<DateTimeOffset?>("--at")
        {
            Description = "A moment instead of a backup: 2027-01-31T14:05:00Z. A second server recovers to it, and the bot is taken from there.",
            CustomParser = result => Moment(result),
        };
        var name = new Option<string?>("--as") { Description = "Restore it under this name, beside the bot that it comes from." };
        var without = new Option<bool>("--without-backup") { Description = "Replace a bot whose database can't be read, without a backup of it." };
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !InstanceName.IsValid(text))
                result.AddError($"--as: '{text}' is no name for a bot; use 1 to 40 lower-case letters, digits and hyphens, beginning with a letter.");
        });
        var command = new ExampleCommand(
                "restore",
                "Set one bot back to a backup, in place or under another name; the others trade on.",
                "investbot backup restore alpha                 from its newest backup; what is replaced is backed up first",
                "investbot backup restore alpha --as alpha-2    beside it, with a paper account of its own",
                "investbot backup restore fleet --file /mnt/copies/fleet/NEWEST.ibbackup    everything, on a new machine that has the master key",
                "investbot backup restore alpha --at 2027-01-31T14:05:00Z    as it was at that moment") { instance, file, at, name, without };
        command.Validators.Add(result =>
        {
            if (result.GetResult(file) is not null && result.GetResult(at) is not null) result.AddError("--file and --at exclude each other.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(instance) == InstanceName.Fleet && (result.GetResult(at) is not null || result.GetResult(name) is not null || result.GetResult(without) is not null))
                result.AddError("The fleet is restored from a backup, on a home that has none: --at, --as and --without-backup are for one bot.");
        });
        return Reporting(command, (parsed, token) => parsed.GetRequiredValue(instance) == InstanceName.Fleet ? Tasks(time).RestoreFleetAsync(parsed.GetValue(file), token) : Tasks(time).RestoreAsync(
            parsed.GetRequiredValue(instance), parsed.GetValue(file), parsed.GetValue(at), parsed.GetValue(name) is { } other ? new InstanceId(other) : null, parsed.GetValue(without), token));
    }

    private static Command Prune(TimeProvider time)
    {
        var instance = Instance("Only those of this bot.");
        return Reporting(
            new ExampleCommand("prune", "Remove old backups: 30 days are kept, and the newest of each month.", "investbot backup prune") { instance },
            (parsed, _) => Task.FromResult(Tasks(time).Prune(parsed.GetValue(instance))));
    }

    private static ExampleCommand Configuration(TimeProvider time)
    {
        var output = new Option<string?>("--out") { Description = "The file to write; the screen when left out." };
        var command = new ExampleCommand(
            "configuration", "Write the settings of all bots as JSON, without keys.", "investbot backup configuration --out settings.json") { output };
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var json = await Tasks(time).ConfigurationAsync(interruption.Token);
            if (parsed.GetValue(output) is { } path) await System.IO.File.WriteAllTextAsync(path, json + "\n", interruption.Token);
            else Console.Out.WriteLine(json);
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static DateTimeOffset? Moment(ArgumentResult result)
    {
        if (DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)) return moment;
        result.AddError($"--at: '{result.Tokens[0].Value}' is no moment; write it in UTC as 2027-01-31T14:05:00Z.");
        return null;
    }

    private static BackupTasks Tasks(TimeProvider time) => new(InstallationHome.OfThisClone(), time);

    private static Argument<string?> Instance(string description) => new("instance") { Description = description, Arity = ArgumentArity.ZeroOrOne };

    private static Option<string?> File(string description) => new("--file") { Description = description };

    private static Command Reporting(Command command, Func<ParseResult, CancellationToken, Task<Report>> run)
    {
        var json = JsonOption.Build();
        command.Options.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var report = await run(parsed, interruption.Token);
            report.Write(Console.Out, parsed.GetValue(json));
            return (int)(report.Ok ? ExitCode.Ok : ExitCode.Failed);
        });
        return command;
    }
}
