using System.Globalization;

namespace InvestBot.Strategies.Catalog;

/// <summary>One number that a strategy can be given.</summary>
/// <param name="Name">Lower-case words with hyphens.</param>
/// <param name="Default">What is used when it is absent.</param>
/// <param name="Minimum">Least value.</param>
/// <param name="Maximum">Largest value.</param>
/// <param name="Whole">True when it must be a whole number.</param>
/// <param name="Explanation">What it means, with its unit.</param>
public sealed record StrategyParameter(string Name, double Default, double Minimum, double Maximum, bool Whole, string Explanation)
{
    /// <summary>A number of bars.</summary>
    public static StrategyParameter Bars(string name, int standard, int minimum, int maximum, string explanation) => new(name, standard, minimum, maximum, true, explanation);

    /// <summary>Any number.</summary>
    public static StrategyParameter Number(string name, double standard, double minimum, double maximum, string explanation) => new(name, standard, minimum, maximum, false, explanation);

    /// <summary>What may be written.</summary>
    public string Range => string.Create(CultureInfo.InvariantCulture, $"a {(Whole ? "whole " : "")}number from {Minimum:0.####} to {Maximum:0.####}; the default is {Default:0.####}");

    /// <summary>Reads a value; false when it is no number in the range.</summary>
    public bool TryRead(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
        && value >= Minimum && value <= Maximum && (!Whole || Math.Floor(value) == value);
}
