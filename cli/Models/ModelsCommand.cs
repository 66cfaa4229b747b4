using System.CommandLine;
using InvestBot.Backtest.Runs;
using InvestBot.Cli.Backtests;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Output;
using InvestBot.Domain.Models;
using InvestBot.Domain.Naming;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Models;

namespace InvestBot.Cli.Models;

/// <summary><c>investbot models</c>: trains models on recorded signals, compares them in shadow, puts them in force and back.</summary>
internal static class ModelsCommand
{
    public static Command Build(TimeProvider time) => new("models", "Train models that judge a strategy's signals, and choose which one counts.")
    {
        Train(time),
        List(),
        Judge(time, "shadow", "Run the shadowing model beside what is in force, on signals that it was not trained on.", keep: false),
        Judge(time, "promote", "Put the shadowing model in force, if it does better on signals that it was not trained on.", keep: true),
        RollBack(),
        Pin(),
    };

    private static Command Train(TimeProvider time)
    {
        var (kind, folder) = (new Option<string>("--kind") { Description = "logistic or boosted.", DefaultValueFactory = _ => "logistic" }, Folder());
        kind.AcceptOnlyFromAmong("logistic", "boosted");
        var command = new ExampleCommand(
            "train", "Train a model on what a strategy's signals came to over recorded bars; it shadows from then on.",
            "investbot models train --preset ensemble-kelly --to 2024-05-01", "investbot models train --strategy momentum --data DIR --kind boosted")
        { kind, folder };
        return command.Answering(time, together: false, async (parsed, run, token) =>
        {
            var library = ModelLibrary.At(parsed.GetValue(folder)?.FullName);
            var bot = run.Request.Configuration;
            var shelf = library.Of(bot.Strategy);
            // What signals come to does not depend on the models that judged them.
            var learning = bot with { Learning = bot.Learning with { Enabled = true, Models = new ModelShelf() } };
            var outcomes = Backtester.Run(run.Request with { Configuration = learning }, token).Outcomes;
            var number = shelf.Versions.Select(version => version.Number).DefaultIfEmpty(0).Max() + 1;
            var (model, refused) = ModelTrainer.Train(parsed.GetValue(kind)!, number, bot.Strategy, outcomes.Select(TrainingSample.Of));
            if (model is null) return new Report(false, [new("outcomes", outcomes.Length)], [refused!.Explanation]);
            library.Keep(bot.Strategy, shelf.Add(model));
            var told = await ToldAsync(parsed, folder, token);
            return new Report(true, [new("outcomes", outcomes.Length), .. ModelFigures.Of(model)], [$"Model {number} of {bot.Strategy} shadows from now on and counts for nothing; investbot models promote judges it on later bars.", .. told, .. run.Notes]);
        });
    }

    private static Command Judge(TimeProvider time, string name, string description, bool keep)
    {
        var folder = Folder();
        var command = new ExampleCommand(name, description, $"investbot models {name} --preset ensemble-kelly --from 2024-05-01") { folder };
        return command.Answering(time, together: false, async (parsed, run, token) =>
        {
            var library = ModelLibrary.At(parsed.GetValue(folder)?.FullName);
            var bot = library.Equip(run.Request.Configuration);
            var shelf = bot.Learning.Models;
            if (shelf.Find(shelf.Shadow) is not { } model) return new Report(false, [], ["No model shadows; investbot models train makes one that does."]);
            var from = run.Request.From is { } asked && asked > model.TrainedTo ? asked : model.TrainedTo;
            var score = Backtester.Run(run.Request with { Configuration = bot, From = from }, token).Learning.Shadow;
            var (promoted, refused) = shelf.Promote(score, bot.Learning.ShadowOutcomes);
            if (keep && promoted is not null) library.Keep(bot.Strategy, promoted);
            var told = keep && promoted is not null ? await ToldAsync(parsed, folder, token) : [];
            var verdict = refused?.Explanation ?? (keep ? $"Model {model.Number} is in force." : $"Model {model.Number} does better; investbot models promote puts it in force.");
            return new Report(!keep || refused is null, [.. ModelFigures.Of(score)], [verdict, FormattableString.Invariant($"Judged on signals from {from:u} on; the model was trained on those before."), .. told, .. run.Notes]);
        });
    }

    private static ExampleCommand List()
    {
        var (folder, json) = (Folder(), JsonOption.Build());
        var command = new ExampleCommand("list", "List the models of every strategy.", "investbot models list") { folder, json };
        command.SetAction((parsed, _) =>
        {
            var library = ModelLibrary.At(parsed.GetValue(folder)?.FullName);
            var shelves = library.Strategies.Select(strategy => (strategy, library.Of(strategy))).ToList();
            var report = new Report(true, [.. shelves.SelectMany(shelf => ModelFigures.Of(shelf.strategy, shelf.Item2))], shelves.Count == 0 ? ["There are no models; investbot models train makes one."] : []);
            report.Write(parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            return Task.FromResult((int)ExitCode.Ok);
        });
        return command;
    }

    private static ExampleCommand RollBack()
    {
        var (folder, json) = (Folder(), JsonOption.Build());
        var strategy = new Option<string>("--strategy") { Description = "Whose models.", Required = true };
        var command = new ExampleCommand("rollback", "Put what was in force before in force again.", "investbot models rollback --strategy ensemble") { strategy, folder, json };
        command.SetAction(async (parsed, token) =>
        {
            var id = Id(parsed.GetValue(strategy)!);
            var library = ModelLibrary.At(parsed.GetValue(folder)?.FullName);
            var (shelf, refused) = library.Of(id).RollBack();
            if (shelf is not null) library.Keep(id, shelf);
            var told = shelf is null ? [] : await ToldAsync(parsed, folder, token);
            var report = shelf is null ? new Report(false, [], [refused!.Explanation]) : new Report(true, [.. ModelFigures.Of(id, shelf)], [shelf.InForce is { } number ? $"Model {number} is in force." : "No model is in force: the weighed votes are.", .. told]);
            report.Write(parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            return (int)(report.Ok ? ExitCode.Ok : ExitCode.Failed);
        });
        return command;
    }

    private static ExampleCommand Pin()
    {
        var bot = new Argument<string>("bot") { Description = "The bot." };
        var model = new Option<int?>("--model") { Description = "The version that stays in force; 0: the weighed votes." };
        var (release, json) = (new Option<bool>("--release") { Description = "Take over again what is promoted." }, JsonOption.Build());
        var command = new ExampleCommand(
            "pin", "Keep a version in force for one running bot, whatever is promoted.", "investbot models pin alpha --model 2", "investbot models pin alpha --release") { bot, model, release, json };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(model) is null) != result.GetValue(release)) result.AddError("Give --model N or --release, one of the two.");
            if (result.GetValue(model) < 0) result.AddError("--model: use the number of a version, or 0 for the weighed votes.");
        });
        command.SetAction(async (parsed, token) =>
        {
            var report = await ModelWork.PinAsync(InstallationHome.OfThisClone(), new ModelOrder(parsed.GetRequiredValue(bot), parsed.GetValue(model)), token);
            report.Write(parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            return (int)(report.Ok ? ExitCode.Ok : ExitCode.Failed);
        });
        return command;
    }

    // Another folder than the home's is nobody's but the caller's.
    private static Task<IReadOnlyList<string>> ToldAsync(ParseResult parsed, Option<DirectoryInfo?> folder, CancellationToken token) =>
        parsed.GetValue(folder) is null ? ModelWork.TellServerAsync(InstallationHome.OfThisClone(), token) : Task.FromResult<IReadOnlyList<string>>([]);

    private static string Id(string name)
    {
        var id = name.StartsWith("strategy.", StringComparison.Ordinal) ? name : $"strategy.{name}";
        return StrategyCatalog.Find(id) is null
            ? throw new CliFailure(ExitCode.Usage, $"--strategy '{name}' is unknown. {NearestNames.Advice(id, [.. StrategyCatalog.All.Select(known => known.Id)])}")
            : id;
    }

    private static Option<DirectoryInfo?> Folder() => new("--folder") { Description = "Where the models are kept; default: the folder models in the home." };
}
