using InvestBot.Domain.Values;

namespace InvestBot.Domain.Paper;

/// <summary>What trading costs at the paper venue, and how it fills.</summary>
public sealed record PaperSettings
{
    /// <summary>Commission as a fraction of the notional, 0 or more.</summary>
    public Ratio Commission { get; init; } = Ratio.BasisPoints(10);

    /// <summary>Commission per unit, 0 or more, in the quote currency.</summary>
    public decimal CommissionPerUnit { get; init; }

    /// <summary>Least commission of one fill, 0 or more, in the quote currency.</summary>
    public decimal LeastCommission { get; init; }

    /// <summary>Commission of one order, whatever its size, 0 or more, in the quote currency; taken with its first fill.</summary>
    public decimal CommissionPerOrder { get; init; }

    /// <summary>Bid–ask spread as a fraction of the price; a market order pays half of it.</summary>
    public Ratio Spread { get; init; } = Ratio.BasisPoints(4);

    /// <summary>What a market order moves the price against itself by.</summary>
    public Ratio Slippage { get; init; } = Ratio.BasisPoints(5);

    /// <summary>
    /// What a market order that takes a bar's whole volume moves the price against itself by, beside <see cref="Slippage"/>, 0 or
    /// more; an order that takes a share of the volume pays that share squared of it. 0: size does not count.
    /// </summary>
    /// <remarks>Source: the volume-share slippage model of Zipline (documentation of <c>VolumeShareSlippage</c>, whose default is 10 %).</remarks>
    public Ratio Impact { get; init; } = Ratio.Zero;

    /// <summary>From decision to arrival. Within a bar the price drifts against the order by up to this share of the bar's range.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Share of a bar's volume that one account's orders may take, above 0, at most 1.</summary>
    public Ratio VolumeShare { get; init; } = Ratio.Percent(10);

    /// <summary>Draws the drift; the same seed, orders and bars give the same fills.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Expected cost of buying and selling, as a fraction of the notional.</summary>
    public Ratio RoundTrip => new((2m * Commission.Value) + Spread.Value + (2m * Slippage.Value));
}
