using System.Globalization;

namespace InvestBot.Domain.Values;

/// <summary>How many units of an instrument: zero or more, at most 18 decimals. The side says the direction.</summary>
public readonly record struct Quantity : IComparable<Quantity>
{
    /// <summary>Makes a quantity.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is below zero.</exception>
    public Quantity(decimal value)
    {
        // By comparison: the difference of two equal decimals may be zero with a minus sign, which ThrowIfNegative refuses.
        if (value < 0m) throw new ArgumentOutOfRangeException(nameof(value), value, "A quantity is zero or more.");
        Value = value == 0m ? 0m : value;
    }

    /// <summary>None; also <c>default</c>.</summary>
    public static Quantity Zero => default;

    /// <summary>Units, zero or more.</summary>
    public decimal Value { get; }

    /// <summary>True for none.</summary>
    public bool IsZero => Value == 0m;

    /// <summary>The quantity as an estimate for indicators.</summary>
    public double Estimate => (double)Value;

    /// <summary>The largest multiple of <paramref name="lot"/> that is not above this quantity.</summary>
    public Quantity OnLot(decimal lot) => new(Rounding.Down.ToStep(Value, lot));

    /// <summary>The smaller of two.</summary>
    public static Quantity Min(Quantity a, Quantity b) => a.Value <= b.Value ? a : b;

    /// <summary>Adds.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(left.Value + right.Value);

    /// <summary>Subtracts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The result would be below zero.</exception>
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Value - right.Value);

    /// <summary>Scales, not rounded to a lot.</summary>
    public static Quantity operator *(Quantity quantity, Ratio ratio) => new(quantity.Value * ratio.Value);

    /// <summary>Orders by value.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Value < right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Value > right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Value <= right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Value.CompareTo(other.Value);

    /// <summary>The number, culture-free, without trailing zeros.</summary>
    public override string ToString() => Value.ToString("0.##################", CultureInfo.InvariantCulture);
}
