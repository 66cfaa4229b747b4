using System.Net;
using System.Net.Sockets;

namespace InvestBot.Storage.Journal;

/// <summary>Stands between a client and the server, and can swallow what the server answers.</summary>
internal sealed class LossyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _serverPort;
    private readonly List<TcpClient> _clients = [];
    private readonly Task _accepting;
    private volatile bool _swallowing;

    internal LossyProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>From now on answers are lost.</summary>
    internal void Swallow() => _swallowing = true;

    /// <summary>Breaks every connection, and forwards those to come wholly.</summary>
    internal void Cut()
    {
        lock (_clients)
        {
            foreach (TcpClient client in _clients)
                client.Close();
            _clients.Clear();
        }

        _swallowing = false;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Cut();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                TcpClient server = new();
                await server.ConnectAsync(IPAddress.Loopback, _serverPort);
                lock (_clients)
                    _clients.AddRange([client, server]);
                _ = ForwardAsync(client, server, answers: false);
                _ = ForwardAsync(server, client, answers: true);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task ForwardAsync(TcpClient from, TcpClient to, bool answers)
    {
        try
        {
            byte[] buffer = new byte[8192];
            int count;
            while ((count = await from.GetStream().ReadAsync(buffer)) > 0)
            {
                if (!answers || !_swallowing)
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One side was closed.
        }

        from.Close();
        to.Close();
    }
}
