using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Journal;

namespace InvestBot.Api.Trades.Stories;

/// <summary>Turns journal records into steps.</summary>
internal static class StorySteps
{
    // The bot's commit, which holds the signal, follows the exchange's, which holds verdict and order: told is cause before effect.
    private static readonly string[] Deciding = ["signal", "approval.requested", "approval.decided", "risk.verdict"];

    internal static IReadOnlyList<StoryStep> Of(IReadOnlyList<JournalRecord> records)
    {
        var decision = records.Where(record => Deciding.Contains(record.Event.Kind))
            .OrderBy(record => record.Event.At).ThenBy(record => Array.IndexOf(Deciding, record.Event.Kind)).ThenBy(record => record.Sequence);
        List<StoryStep> steps = [];
        Dictionary<string, string> told = new(StringComparer.Ordinal);
        foreach (var record in decision.Concat(records.Where(record => !Deciding.Contains(record.Event.Kind))))
        {
            if (Words(record.Event) is not { } text) continue;
            if (record.Event.Kind == "order")
            {
                var order = DomainJson.Read<OrderRow>(record.Event.Data).Id.Value;
                if (told.GetValueOrDefault(order) == text) continue;
                told[order] = text;
            }
            steps.Add(new StoryStep(record.Sequence, record.Event.Kind, record.Event.At, text));
        }
        return steps;
    }

    // Null: the record is not of the story, or of a kind that a later version writes.
    private static string? Words(JournalEvent record) => record.Kind switch
    {
        "signal" => StoryWords.Of(DomainJson.Read<SignalRecord>(record.Data)),
        "approval.requested" => "The proposal waited for a person.",
        "approval.decided" => StoryWords.Of(DomainJson.Read<ApprovalRecord>(record.Data)),
        "risk.verdict" => StoryWords.Of(DomainJson.Read<VerdictRecord>(record.Data)),
        "order" => StoryWords.Of(DomainJson.Read<OrderRow>(record.Data)),
        "fill" => StoryWords.Of(DomainJson.Read<FillRow>(record.Data)),
        "trade.opened" => StoryWords.Opened(DomainJson.Read<TradeRow>(record.Data)),
        "trade.updated" => StoryWords.Of(DomainJson.Read<TradeUpdate>(record.Data)),
        "trade.closed" => StoryWords.Closed(DomainJson.Read<TradeRow>(record.Data)),
        "log" => DomainJson.Read<LogRecord>(record.Data).Text,
        _ => null,
    };
}
