using System.Globalization;

namespace InvestBot.Domain.Values;

/// <summary>A signed amount in one currency, exact to 18 decimals. Adding or comparing two currencies throws.</summary>
/// <remarks><c>default</c> is zero of no currency: only <see cref="Zero(Currency)"/> starts a sum.</remarks>
/// <param name="Amount">The amount, in whole units of <paramref name="Currency"/>.</param>
/// <param name="Currency">The unit.</param>
public readonly record struct Money(decimal Amount, Currency Currency) : IComparable<Money>
{
    /// <summary>Nothing, in a currency.</summary>
    public static Money Zero(Currency currency) => new(0m, currency);

    /// <summary>True below zero.</summary>
    public bool IsNegative => Amount < 0m;

    /// <summary>Adds two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => new(left.Amount + right.Same(left).Amount, left.Currency);

    /// <summary>Subtracts two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => new(left.Amount - right.Same(left).Amount, left.Currency);

    /// <summary>The opposite amount.</summary>
    public static Money operator -(Money value) => new(-value.Amount, value.Currency);

    /// <summary>Scales an amount; exact, not rounded.</summary>
    public static Money operator *(Money value, Ratio ratio) => new(value.Amount * ratio.Value, value.Currency);

    /// <summary>True when <paramref name="left"/> is less. The currencies must be the same.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>True when <paramref name="left"/> is more. The currencies must be the same.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>True when <paramref name="left"/> is not more. The currencies must be the same.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>True when <paramref name="left"/> is not less. The currencies must be the same.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public int CompareTo(Money other) => Amount.CompareTo(other.Same(this).Amount);

    /// <summary>Half to even, to a number of decimals: for showing and for statements, never between two bookings.</summary>
    public Money Round(int decimals) => new(decimal.Round(Amount, decimals, MidpointRounding.ToEven), Currency);

    /// <summary>The amount and the code, culture-free: <c>-12.5 USD</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:0.##################} {Currency}");

    private Money Same(Money other) => Currency == other.Currency
        ? this
        : throw new InvalidOperationException($"{other} and {this} are of different currencies.");
}
