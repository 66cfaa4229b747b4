using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace InvestBot.Cli.Bench.Hub;

/// <summary>An event as a client got it.</summary>
/// <param name="Sequence">Its place in the journal.</param>
/// <param name="ByPerson">True for a state that a person asked for.</param>
/// <param name="At">When it came, in the clock's ticks.</param>
internal sealed record HeardEvent(long Sequence, bool ByPerson, long At);

/// <summary>One follower of one instance: the hub's JSON protocol on a bare WebSocket.</summary>
internal sealed class HubClient(TimeProvider time) : IDisposable
{
    private const byte Separator = 0x1e;
    private static readonly byte[] Ping = [.. "{\"type\":6}"u8, Separator];

    private readonly ClientWebSocket socket = new();
    private readonly ArrayBufferWriter<byte> received = new();
    private readonly List<HeardEvent> heard = [];
    private readonly Lock gate = new();
    private readonly TaskCompletionSource followed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What came so far, in the order in which it came.</summary>
    public IReadOnlyList<HeardEvent> Heard
    {
        get
        {
            lock (gate) return [.. heard];
        }
    }

    /// <summary>Completes when the hub answered the wish to follow.</summary>
    public Task Followed => followed.Task;

    /// <summary>Connects and follows; what comes is read by <see cref="ListenAsync"/>.</summary>
    /// <param name="address">The server.</param>
    /// <param name="access">The access token.</param>
    /// <param name="instance">Whom.</param>
    /// <param name="after">After which sequence; null: from now on.</param>
    /// <param name="token">Gives up.</param>
    public async Task FollowAsync(Uri address, string access, string instance, long? after, CancellationToken token)
    {
        socket.Options.Proxy = null;
        await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/hub", Query = $"access_token={Uri.EscapeDataString(access)}" }.Uri, token);
        await SendAsync("{\"protocol\":\"json\",\"version\":1}", token);
        var place = after is { } known ? known.ToString(System.Globalization.CultureInfo.InvariantCulture) : "null";
        await SendAsync($"{{\"type\":1,\"invocationId\":\"1\",\"target\":\"Follow\",\"arguments\":[\"{instance}\",{place}]}}", token);
    }

    /// <summary>Reads until it is cancelled or the server closes.</summary>
    public async Task ListenAsync(CancellationToken token)
    {
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                var part = await socket.ReceiveAsync(received.GetMemory(16 * 1024), token);
                if (part.MessageType == WebSocketMessageType.Close) break;
                received.Advance(part.Count);
                if (part.EndOfMessage) await TakeAsync(time.GetTimestamp(), token);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
        catch (WebSocketException fault)
        {
            followed.TrySetException(fault);
        }
    }

    public void Dispose() => socket.Dispose();

    private async Task TakeAsync(long now, CancellationToken token)
    {
        var rest = received.WrittenMemory;
        for (int end; (end = rest.Span.IndexOf(Separator)) >= 0; rest = rest[(end + 1)..])
        {
            if (Read(rest[..end], now)) await socket.SendAsync(Ping, WebSocketMessageType.Text, true, token);
        }

        var left = rest.ToArray();
        received.ResetWrittenCount();
        received.Write(left);
    }

    /// <returns>True when the server asked for a sign of life.</returns>
    private bool Read(ReadOnlyMemory<byte> message, long now)
    {
        using var json = JsonDocument.Parse(message);
        var root = json.RootElement;
        if (!root.TryGetProperty("type", out var type)) return false;
        if (type.GetInt32() == 3)
        {
            if (root.TryGetProperty("error", out var error)) followed.TrySetException(new InvalidOperationException($"The hub refused: {error.GetString()}"));
            else followed.TrySetResult();
        }

        if (type.GetInt32() == 1 && root.GetProperty("target").GetString() == "events")
        {
            lock (gate)
                heard.AddRange(root.GetProperty("arguments")[1].EnumerateArray().Select(item => new HeardEvent(item.GetProperty("sequence").GetInt64(), IsByPerson(item), now)));
        }

        return type.GetInt32() == 6;
    }

    private static bool IsByPerson(JsonElement item) =>
        item.GetProperty("kind").GetString() == "bot.state" && item.GetProperty("data").TryGetProperty("by", out var by) && by.GetString() == "admin";

    private Task SendAsync(string text, CancellationToken token) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text + (char)Separator), WebSocketMessageType.Text, true, token);
}
