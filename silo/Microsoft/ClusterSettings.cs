using System.Net;

namespace InvestBot.Silo.Microsoft;

/// <summary>How a process takes part in a cluster.</summary>
/// <param name="Connection">The control database, by a login that may write to it; a secret.</param>
/// <param name="Cluster">The cluster's name: silos of one name and one control database are one cluster.</param>
public sealed record ClusterSettings(string Connection, string Cluster = "investbot")
{
    /// <summary>How Npgsql is named among the databases that clustering and reminders know.</summary>
    internal const string Invariant = "Npgsql";

    /// <summary>Where the other silos and the API reach this silo; loopback is one machine.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port that silos talk to silos on.</summary>
    public int SiloPort { get; init; }

    /// <summary>The port that the API talks to silos on.</summary>
    public int GatewayPort { get; init; }
}
