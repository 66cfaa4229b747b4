namespace InvestBot.Domain.Values;

/// <summary>Which neighbouring step a value takes.</summary>
public enum Rounding
{
    /// <summary>Towards zero steps: for quantities and buy limits.</summary>
    Down,

    /// <summary>Away from zero steps: for sell limits and costs.</summary>
    Up,

    /// <summary>To the nearest step, half to even: for references that no order depends on.</summary>
    Nearest,
}

/// <summary>Rounding to a step.</summary>
public static class RoundingSteps
{
    /// <summary>The multiple of <paramref name="step"/> next to a value that is zero or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is zero or less.</exception>
    public static decimal ToStep(this Rounding rounding, decimal value, decimal step)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        // By remainder, which is exact and can't overflow: a quotient is neither for 1e12 units in lots of 1e-18.
        var over = value % step;
        if (over == 0m) return value;
        var below = value - over;
        return rounding switch
        {
            Rounding.Down => below,
            Rounding.Up => below + step,
            _ => over.CompareTo(step - over) switch
            {
                < 0 => below,
                > 0 => below + step,
                _ => IsEven(below, step) ? below : below + step,
            },
        };
    }

    private static bool IsEven(decimal multiple, decimal step) => multiple % (step * 2m) == 0m;
}
