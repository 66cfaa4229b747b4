using System.Globalization;

namespace InvestBot.Domain.Values;

/// <summary>A fraction: 0.01 is one percent. Signed; each setting states its own range.</summary>
/// <param name="Value">The fraction.</param>
public readonly record struct Ratio(decimal Value) : IComparable<Ratio>
{
    /// <summary>Nothing; also <c>default</c>.</summary>
    public static Ratio Zero => default;

    /// <summary>The whole.</summary>
    public static Ratio One => new(1m);

    /// <summary>A fraction from percent: <c>Percent(2.5m)</c> is 0.025.</summary>
    public static Ratio Percent(decimal percent) => new(percent / 100m);

    /// <summary>A fraction from basis points: <c>BasisPoints(10)</c> is 0.001.</summary>
    public static Ratio BasisPoints(decimal points) => new(points / 10_000m);

    /// <summary>A fraction from an estimate, to fifteen digits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The estimate is not finite, or beyond a billion.</exception>
    public static Ratio FromEstimate(double estimate)
    {
        if (!(Math.Abs(estimate) <= 1e9)) throw new ArgumentOutOfRangeException(nameof(estimate), estimate, "A ratio comes from a finite estimate of at most a billion.");
        return new Ratio((decimal)estimate);
    }

    /// <summary>The opposite fraction.</summary>
    public static Ratio operator -(Ratio value) => new(-value.Value);

    /// <summary>Orders by value.</summary>
    public static bool operator <(Ratio left, Ratio right) => left.Value < right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator >(Ratio left, Ratio right) => left.Value > right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator <=(Ratio left, Ratio right) => left.Value <= right.Value;

    /// <summary>Orders by value.</summary>
    public static bool operator >=(Ratio left, Ratio right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(Ratio other) => Value.CompareTo(other.Value);

    /// <summary>In percent, culture-free: <c>2.5 %</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value * 100m:0.####} %");
}
