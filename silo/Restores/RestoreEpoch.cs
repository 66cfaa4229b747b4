namespace InvestBot.Silo.Restores;

/// <summary>
/// The epoch of a restored instance: the seconds since 2020, or more when it had more. Whatever the instance did after its backup was
/// in a lower one, also when nothing of that is known any more: an epoch lasts longer than a second.
/// </summary>
internal static class RestoreEpoch
{
    // A grain sends fewer messages than this between two restores.
    private const long MessagesPerEpoch = 1_000_000;

    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>An epoch that no order id has.</summary>
    /// <param name="now">Machine time.</param>
    /// <param name="known">The largest epoch that is known of the instance.</param>
    internal static int After(DateTimeOffset now, int known) => Math.Max(checked((int)((now - Start).Ticks / TimeSpan.TicksPerSecond)), known + 1);

    /// <summary>A sequence that no message of the instance had: who has applied later ones than the backup knows must not take new ones for repetitions.</summary>
    internal static long FirstSequence(int epoch) => epoch * MessagesPerEpoch;
}
