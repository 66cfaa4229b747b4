using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;

namespace InvestBot.GrainInterfaces;

/// <summary>Builds and reads grain keys; nothing else does. Parts are percent-escaped and joined by a slash.</summary>
public static class GrainKeys
{
    /// <summary>The key of the one fleet grain.</summary>
    public const string Fleet = "fleet";

    /// <summary>The key of a bot, risk, portfolio or notifier grain.</summary>
    public static string Of(InstanceId instance) => instance.ToString();

    /// <summary>The key of a token grain.</summary>
    public static string Token(InstanceId instance, InstrumentId instrument) => $"{instance}/{Uri.EscapeDataString(instrument.ToString())}";

    /// <summary>The key of an exchange grain.</summary>
    public static string Exchange(InstanceId instance, AccountId account) => $"{instance}/{Uri.EscapeDataString(account.ToString())}";

    /// <summary>The key of an account grain.</summary>
    public static string Account(AccountId account) => Uri.EscapeDataString(account.ToString());

    /// <summary>The key of a market grain.</summary>
    public static string Market(string source, InstrumentId instrument, Timeframe timeframe) =>
        $"{Uri.EscapeDataString(source)}/{Uri.EscapeDataString(instrument.ToString())}/{timeframe}";

    /// <summary>The instance that a bot's, token's, risk's, exchange's or portfolio's key begins with.</summary>
    /// <exception cref="ArgumentException">The key begins with no instance name.</exception>
    public static InstanceId InstanceOf(string key) => new(key.Split('/', 2)[0]);

    /// <summary>The instrument of a token grain's key.</summary>
    /// <exception cref="ArgumentException">The key has no such part.</exception>
    public static InstrumentId InstrumentOf(string key) => InstrumentId.Parse(Part(key, 1));

    /// <summary>The account of an exchange grain's key.</summary>
    /// <exception cref="ArgumentException">The key has no such part.</exception>
    public static AccountId AccountOf(string key) => new(Part(key, 1));

    private static string Part(string key, int index)
    {
        var parts = key.Split('/');
        return parts.Length > index ? Uri.UnescapeDataString(parts[index]) : throw new ArgumentException($"'{key}' has no part {index}.", nameof(key));
    }
}
