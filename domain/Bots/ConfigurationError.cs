namespace InvestBot.Domain.Bots;

/// <summary>One value of a configuration that cannot be, and what would help.</summary>
/// <param name="Field">Dotted path: <c>risk.positionSize</c>, <c>parameters.rsi-below</c>.</param>
/// <param name="Value">As given, in words.</param>
/// <param name="Remedy">One sentence that says what is allowed.</param>
public sealed record ConfigurationError(string Field, string Value, string Remedy)
{
    /// <summary>Field, value and remedy in one sentence.</summary>
    public override string ToString() => $"{Field} '{Value}': {Remedy}";
}
