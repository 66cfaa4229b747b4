using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using InvestBot.Api.Host;

namespace InvestBot.Api.Hub;

/// <summary>A client of the hub, in SignalR's JSON protocol over a bare WebSocket.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<JsonElement> _messages = Channel.CreateUnbounded<JsonElement>();
    private readonly CancellationTokenSource _closing = new();
    private Task _reading = Task.CompletedTask;
    private int _invocations;

    /// <summary>What came since the client began to read, but answers and pings.</summary>
    internal List<JsonElement> Heard { get; } = [];

    internal static async Task<HubClient> OpenAsync(ApiHost host, string role = "viewer", bool read = true)
    {
        HubClient client = new();
        client._socket.Options.Proxy = null;
        UriBuilder address = new(host.Address) { Scheme = "ws", Path = "/hub", Query = $"access_token={await host.TokenAsync(role)}" };
        await client._socket.ConnectAsync(address.Uri, CancellationToken.None);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        if (read) client.Read();
        return client;
    }

    /// <summary>Begins to read; until then everything waits at the server.</summary>
    internal void Read() => _reading = Task.Run(ReadAsync);

    internal Task SendAsync(string json) => _socket.SendAsync(Encoding.UTF8.GetBytes(json + End), WebSocketMessageType.Text, true, CancellationToken.None);

    internal Task SendInvocationAsync(string target, params object?[] arguments) =>
        SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = $"{++_invocations}", target, arguments }));

    /// <summary>Calls, and returns the answer; what else comes meanwhile is kept.</summary>
    internal async Task<JsonElement> InvokeAsync(string target, params object?[] arguments)
    {
        await SendInvocationAsync(target, arguments);
        return await NextAsync(message => message.GetProperty("type").GetInt32() == 3);
    }

    /// <summary>The next call of a method by the server.</summary>
    internal Task<JsonElement> NextAsync(string target) => NextAsync(message => message.Text("target") == target);

    /// <summary>The sequences of all events heard of an instance, in order, until one is the last that is wanted.</summary>
    internal async Task<List<long>> SequencesAsync(string instance, long last)
    {
        var read = 0;
        List<long> sequences = [];
        while (sequences.Count == 0 || sequences[^1] < last)
        {
            if (read == Heard.Count) await NextAsync("events");
            for (; read < Heard.Count; read++)
                if (Heard[read].Text("target") == "events" && Heard[read].GetProperty("arguments")[0].GetString() == instance)
                    sequences.AddRange(Heard[read].GetProperty("arguments")[1].EnumerateArray().Select(item => item.GetProperty("sequence").GetInt64()));
        }
        return sequences;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _socket.Abort();
        await _reading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _socket.Dispose();
        _closing.Dispose();
    }

    private async Task<JsonElement> NextAsync(Predicate<JsonElement> wanted)
    {
        using CancellationTokenSource patience = new(Patience);
        await foreach (var message in _messages.Reader.ReadAllAsync(patience.Token))
        {
            if (message.GetProperty("type").GetInt32() == 1) Heard.Add(message);
            if (wanted(message)) return message;
        }
        throw new InvalidOperationException("The connection was closed.");
    }

    private async Task ReadAsync()
    {
        StringBuilder text = new();
        var buffer = new byte[16 * 1024];
        var decoder = Encoding.UTF8.GetDecoder();
        var characters = new char[16 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer, _closing.Token) is { MessageType: not WebSocketMessageType.Close } part)
            {
                text.Append(characters, 0, decoder.GetChars(buffer, 0, part.Count, characters, 0));
                Pass(text);
            }
        }
        finally
        {
            _messages.Writer.TryComplete();
        }
    }

    private void Pass(StringBuilder text)
    {
        var pieces = text.ToString().Split(End);
        text.Clear().Append(pieces[^1]);
        foreach (var piece in pieces[..^1])
        {
            using var document = JsonDocument.Parse(piece);
            if (document.RootElement.TryGetProperty("type", out var type) && type.GetInt32() != 6) _messages.Writer.TryWrite(document.RootElement.Clone());
        }
    }
}
