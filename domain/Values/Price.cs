using System.Globalization;

namespace InvestBot.Domain.Values;

/// <summary>What one unit of an instrument costs, in its quote currency: above zero, at most 18 decimals.</summary>
/// <remarks><c>default</c> is no price and must not be used; absence is <c>null</c>. A price knows no currency:
/// <see cref="Markets.Instrument.Notional"/> gives money.</remarks>
public readonly record struct Price : IComparable<Price>
{
    /// <summary>Makes a price.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is zero or less.</exception>
    public Price(decimal value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        Value = value;
    }

    /// <summary>Quote currency per unit, above zero.</summary>
    public decimal Value { get; }

    /// <summary>The price as an estimate for indicators; about 15 significant digits.</summary>
    public double Estimate => (double)Value;

    /// <summary>Crosses from an estimate to a bookable price, on the instrument's tick.</summary>
    /// <param name="estimate">A finite number above zero.</param>
    /// <param name="tick">The price step, above zero.</param>
    /// <param name="rounding">Which neighbouring tick to take.</param>
    /// <returns>The price, never below one tick.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The estimate is not a finite number above zero, or too large.</exception>
    public static Price FromEstimate(double estimate, decimal tick, Rounding rounding)
    {
        if (!double.IsFinite(estimate) || estimate <= 0 || estimate > 1e15)
            throw new ArgumentOutOfRangeException(nameof(estimate), estimate, "A price comes from a finite estimate above zero.");
        return new Price(Math.Max(tick, rounding.ToStep((decimal)estimate, tick)));
    }

    /// <summary>The nearest price on a tick grid in the named direction, never below one tick.</summary>
    public Price OnTick(decimal tick, Rounding rounding) => new(Math.Max(tick, rounding.ToStep(Value, tick)));

    /// <summary>This price moved by a fraction of itself, not rounded: <c>Plus(-1 %)</c> is one percent lower.</summary>
    public Price Plus(Ratio move) => new(Value * (1m + move.Value));

    /// <summary>The distance from <paramref name="right"/> up to <paramref name="left"/>.</summary>
    public static PriceDelta operator -(Price left, Price right) => new(left.Value - right.Value);

    /// <summary>A price moved by a distance.</summary>
    public static Price operator +(Price price, PriceDelta delta) => new(price.Value + delta.Value);

    /// <summary>Orders by value.</summary>
    public static bool operator <(Price left, Price right) => left.Value < right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator >(Price left, Price right) => left.Value > right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator <=(Price left, Price right) => left.Value <= right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator >=(Price left, Price right) => left.Value >= right.Value;

    /// <summary>The lower of two.</summary>
    public static Price Min(Price a, Price b) => a.Value <= b.Value ? a : b;

    /// <summary>The higher of two.</summary>
    public static Price Max(Price a, Price b) => a.Value >= b.Value ? a : b;

    /// <inheritdoc/>
    public int CompareTo(Price other) => Value.CompareTo(other.Value);

    /// <summary>The number, culture-free, without trailing zeros.</summary>
    public override string ToString() => Value.ToString("0.##################", CultureInfo.InvariantCulture);
}

/// <summary>A signed distance between two prices of one instrument.</summary>
/// <param name="Value">Quote currency per unit.</param>
public readonly record struct PriceDelta(decimal Value)
{
    /// <summary>The distance without its sign.</summary>
    public PriceDelta Abs => new(Math.Abs(Value));

    /// <summary>The distance times a number, such as 1.5 ATR or 2R.</summary>
    public static PriceDelta operator *(PriceDelta delta, decimal factor) => new(delta.Value * factor);
}
