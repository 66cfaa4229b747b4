using System.Collections.Immutable;
using System.Globalization;

namespace InvestBot.Domain.Safety;

/// <summary>Says why a token must not be bought. Ways to lose everything at once: new coins minted, accounts frozen, the pool drained, a few holders selling.</summary>
public static class SafetyGate
{
    /// <summary>Every reason against it, one sentence each; empty when it passes. What is not known speaks against it.</summary>
    public static ImmutableArray<string> Against(SafetyFacts? facts, SafetyLimits limits, DateTimeOffset now)
    {
        if (facts is null || facts.At > now) return ["Nothing is known of the token on its chain: the instance has no feed of it."];
        if (now - facts.At > limits.Fresh) return [string.Create(CultureInfo.InvariantCulture, $"What is known of the token on its chain is of {facts.At:yyyy-MM-dd HH:mm}, too old.")];
        var against = ImmutableArray.CreateBuilder<string>();
        Check(facts.CanMint is false, facts.CanMint is null ? "Whether more can be minted is not known." : "Someone may mint more of it.");
        Check(facts.CanFreeze is false, facts.CanFreeze is null ? "Whether accounts can be frozen is not known." : "Someone may freeze accounts that hold it.");
        Check(facts.Liquidity >= limits.Liquidity, facts.Liquidity is not { } pool ? "The pool's value is not known." : string.Create(CultureInfo.InvariantCulture, $"The pool holds {pool:N0} dollars; at least {limits.Liquidity:N0} are asked."));
        Check(facts.TopHolders?.Value <= limits.TopHolders.Value, facts.TopHolders is not { } top ? "The largest holders are not known." : $"The ten largest holders have {top}; at most {limits.TopHolders} is allowed.");
        Check(facts.Holders >= limits.Holders, facts.Holders is not { } holders ? "The number of holders is not known." : string.Create(CultureInfo.InvariantCulture, $"It has {holders} holders; at least {limits.Holders} are asked."));
        Check(facts.Age >= limits.Age, facts.Age is not { } age ? "Its age is not known." : string.Create(CultureInfo.InvariantCulture, $"It is {age.TotalHours:0.#} hours old; at least {limits.Age.TotalHours:0.#} are asked."));
        Check(facts.LiquidityHeld?.Value >= limits.LiquidityHeld.Value, facts.LiquidityHeld is not { } held ? "Whether the pool is locked is not known." : $"{held} of the pool is burned or locked; at least {limits.LiquidityHeld} is asked.");
        return against.ToImmutable();

        void Check(bool holds, string otherwise)
        {
            if (!holds) against.Add(otherwise);
        }
    }
}
