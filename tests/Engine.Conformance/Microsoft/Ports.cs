using System.Net;
using System.Net.Sockets;

namespace InvestBot.Engine.Conformance.Microsoft;

/// <summary>Free loopback ports for a silo.</summary>
internal static class Ports
{
    internal static (int Silo, int Gateway) Next()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
