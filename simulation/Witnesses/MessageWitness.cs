using System.Text;
using System.Text.Json;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Venues;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Json;
using InvestBot.Grains.Keeping;
using InvestBot.Storage.Commits;

namespace InvestBot.Simulation.Witnesses;

/// <summary>Reads the state that a target of facts has stored, or null.</summary>
internal delegate ReadOnlyMemory<byte>? ReadState(string target);

/// <summary>
/// Follows every message from its commit to its target: the venue sees nothing that was not committed, one order id never
/// means two orders, and nothing leaves the outbox before its target has it.
/// </summary>
internal sealed class MessageWitness(ReadState read, Action<string> violated)
{
    private readonly Dictionary<string, long> _last = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Source, long Sequence), OutboxMessage> _pending = [];
    private readonly HashSet<string> _requests = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<ClientOrderId, string> _contents = [];

    internal int Pending => _pending.Count;

    internal void Committed(IReadOnlyList<OutboxMessage> messages)
    {
        foreach (var message in messages)
        {
            var last = _last.GetValueOrDefault(message.Source);
            if (message.Sequence != last + 1) violated($"{message.Source} committed message {message.Sequence} after {last}: a number came twice or was left out");
            _last[message.Source] = message.Sequence;
            _pending[(message.Source, message.Sequence)] = message;
            if (IsVenue(message)) _requests.Add(Text(AccountOf(message), message.Data.Span));
        }
    }

    internal void Sent(AccountId account, VenueRequest request, DateTimeOffset at)
    {
        var text = Text(account.ToString(), DomainJson.Bytes<Fact>(new Fact.Request(request, at)));
        if (!_requests.Contains(text)) violated($"the venue has a request of {account} that was never committed: {text}");
        _seen.Add(text);
        (ClientOrderId Id, string Content)? order = request switch
        {
            VenueRequest.SubmitBracket bracket => (bracket.Bracket.Entry.Id, text),
            VenueRequest.Submit submit => (submit.Intent.Id, text),
            _ => null,
        };
        if (order is not { } sent) return;
        if (_contents.TryGetValue(sent.Id, out var before) && before != sent.Content) violated($"order {sent.Id} was sent with two contents");
        _contents[sent.Id] = sent.Content;
    }

    internal void Acknowledged(IReadOnlyCollection<OutboxMessage> messages)
    {
        foreach (var targets in messages.GroupBy(message => message.Target, StringComparer.Ordinal))
        {
            var received = new Lazy<Dictionary<string, long>>(() => ReceivedBy(targets.Key));
            foreach (var message in targets)
            {
                if (!_pending.Remove((message.Source, message.Sequence))) continue;
                var has = IsVenue(message) ? _seen.Contains(Text(AccountOf(message), message.Data.Span)) : received.Value.GetValueOrDefault(message.Source) >= message.Sequence;
                if (!has) violated($"message {message.Sequence} of {message.Source} left the outbox and {message.Target} does not have it");
            }
        }
    }

    private Dictionary<string, long> ReceivedBy(string target)
    {
        var received = new Dictionary<string, long>(StringComparer.Ordinal);
        if (read(target) is not { } state) return received;
        var reader = new Utf8JsonReader(state.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var here = reader.ValueTextEquals("received"u8);
            reader.Read();
            if (!here)
            {
                reader.Skip();
                continue;
            }
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var source = reader.GetString()!;
                reader.Read();
                received[source] = reader.GetInt64();
            }
        }
        return received;
    }

    private static bool IsVenue(OutboxMessage message) => message.Target.StartsWith(Addresses.Venue + "/", StringComparison.Ordinal);

    private static string AccountOf(OutboxMessage message) => Uri.UnescapeDataString(Addresses.Split(message.Target).Key);

    private static string Text(string account, ReadOnlySpan<byte> request) => $"{account} {Encoding.UTF8.GetString(request)}";
}
