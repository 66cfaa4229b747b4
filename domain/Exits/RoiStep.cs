using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Exits;

/// <summary>One step of a target that falls with the holding time; the field calls the whole an ROI table.</summary>
/// <param name="After">Since the first fill, market time; zero or more, rising from step to step.</param>
/// <param name="Gain">Above the entry price, before fees; zero or more, falling from step to step.</param>
public readonly record struct RoiStep(TimeSpan After, Ratio Gain)
{
    /// <summary>The step in force after a holding time: the last one that has begun; none before the first.</summary>
    public static RoiStep? At(ImmutableArray<RoiStep> steps, TimeSpan held)
    {
        RoiStep? found = null;
        foreach (var step in steps)
        {
            if (step.After > held) break;
            found = step;
        }
        return found;
    }

    /// <summary>As the command line writes it, minutes and gain: <c>30:2 %</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{After.TotalMinutes:0.##}:{Gain}");
}
