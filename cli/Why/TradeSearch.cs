using InvestBot.Api.Trades.Stories;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Output;
using InvestBot.Storage;

namespace InvestBot.Cli.Why;

/// <summary>Finds a trade by its id among all bots and tells its story.</summary>
internal sealed class TradeSearch(FleetStorage storage)
{
    /// <exception cref="CliFailure">No bot has such a trade; the message names the nearest, or what there is.</exception>
    public async Task<Report> ReportAsync(string trade, CancellationToken token)
    {
        var bots = await BotsAsync(trade, token);
        foreach (var bot in bots)
            if (await TradeStory.ReadAsync(storage, bot, trade, token) is { } story)
                return ReportOf(bot, story);
        throw new CliFailure(ExitCode.Usage, $"There is no trade '{trade}'. {await AdviceAsync(bots, trade, token)}");
    }

    private async Task<string> AdviceAsync(IReadOnlyList<string> bots, string trade, CancellationToken token)
    {
        foreach (var bot in bots)
            if (await TradeStory.AdviceAsync(storage, bot, trade, token) is { } advice)
                return advice;
        return "No bot has traded yet; to see what they do: investbot status";
    }

    // An id begins with the name of its bot; a bot that was restored under another name kept its trades' ids.
    private async Task<IReadOnlyList<string>> BotsAsync(string trade, CancellationToken token)
    {
        var named = trade.Split('.')[0];
        var ready = (await storage.Instances.ListAsync(token)).Where(record => record.State is "ready" or "archived").Select(record => record.Name);
        return [.. ready.OrderByDescending(name => name == named).ThenByDescending(name => Likeness(name, named)).ThenBy(name => name, StringComparer.Ordinal)];
    }

    private static int Likeness(string name, string typed) => name.Zip(typed).TakeWhile(pair => pair.First == pair.Second).Count();

    private static Report ReportOf(string bot, TradeStory story)
    {
        var trade = story.Trade;
        List<Figure> figures = [new("trade", trade.Id.ToString()), new("bot", bot), new("instrument", trade.Instrument.ToString()), new("status", trade.Status)];
        figures.Add(new("quantity", trade.Quantity));
        figures.Add(new("entry", trade.EntryPrice, trade.Currency));
        if (trade.ExitPrice is { } exit) figures.Add(new("exit", exit, trade.Currency));
        if (trade.RealizedPnl is { } profit) figures.Add(new("profit", profit, trade.Currency));
        figures.Add(new("fees", trade.Fees, trade.Currency));
        figures.Add(new("records", story.Records.Count));
        return new Report(true, figures, [.. story.Steps.Select(step => FormattableString.Invariant($"{step.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}  {step.Kind,-18}  {step.Text}"))]);
    }
}
