using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Local;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Naming;
using InvestBot.Silo.Instances;
using InvestBot.Storage;

namespace InvestBot.Cli.Models;

/// <summary>Brings models to running bots: the command asks the server, and the server offers them to each bot.</summary>
internal static class ModelWork
{
    private const string Actor = "command line";

    /// <summary>What the server does with an order.</summary>
    public static async Task<Report> RunAsync(ModelOrder order, ModelLibrary library, ModelOffers offers, FleetStorage storage, CancellationToken token)
    {
        if (order.Bot is not { } bot) return new Report(true, [], [.. await OfferAsync(library, offers, Actor, token)]);
        var bots = (await storage.Instances.ListAsync(token)).Where(record => record.State == "ready").Select(record => record.Name).ToList();
        if (!bots.Contains(bot)) return new Report(false, [], [$"There is no bot '{bot}'. {(bots.Count == 0 ? "There is none yet." : NearestNames.Advice(bot, bots))}"]);
        var outcome = await offers.PinAsync(new InstanceId(bot), order.Model, Actor);
        if (outcome.Ok && order.Model is null) await OfferAsync(library, offers, Actor, token);
        return new Report(outcome.Ok, [], [outcome.Explanation ?? Words(bot, order.Model)]);
    }

    /// <summary>Offers every strategy's models to every bot.</summary>
    public static async Task<IReadOnlyList<string>> OfferAsync(ModelLibrary library, ModelOffers offers, string by, CancellationToken token)
    {
        List<string> told = [];
        foreach (var strategy in library.Strategies) told.AddRange(await offers.OfferAsync(strategy, library.Of(strategy), by, token));
        return told;
    }

    /// <summary>Asks the running server; without one the bots take over what there is at the next start.</summary>
    /// <returns>What it said, in sentences.</returns>
    public static async Task<IReadOnlyList<string>> TellServerAsync(InstallationHome home, CancellationToken token)
    {
        if (ServerRecord.ReadLiving(home.ServerRecordFile) is not { } server) return ["No server runs: bots that learn take it over when it starts."];
        using var health = new ServerHealth(home, server.Address);
        var report = await health.ModelsAsync(new ModelOrder(null, null), token);
        return report is null ? ["The server did not answer: bots that learn take it over when it starts again."]
            : report.Notes.Count == 0 ? ["No running bot learns with this strategy, or all have it already."]
            : report.Notes;
    }

    /// <summary>Pins a bot of the running server, or lets go of it.</summary>
    /// <exception cref="CliFailure">No server runs, or it did not answer.</exception>
    public static async Task<Report> PinAsync(InstallationHome home, ModelOrder order, CancellationToken token)
    {
        if (ServerRecord.ReadLiving(home.ServerRecordFile) is not { } server) throw new CliFailure(ExitCode.NotRunning, "Nothing is running; start it with investbot up.");
        using var health = new ServerHealth(home, server.Address);
        return await health.ModelsAsync(order, token) ?? throw new CliFailure(ExitCode.ServerNotReady, $"The server did not answer; its log says why: {home.ServerLog}");
    }

    private static string Words(string bot, int? model) => model switch
    {
        null => $"'{bot}' takes over what is promoted again.",
        0 => $"The weighed votes stay in force for '{bot}', whatever is promoted.",
        { } number => FormattableString.Invariant($"Model {number} stays in force for '{bot}', whatever is promoted."),
    };
}
