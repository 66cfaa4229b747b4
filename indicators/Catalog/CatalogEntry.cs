using System.Collections.Immutable;
using System.Globalization;

namespace InvestBot.Indicators.Catalog;

/// <summary>An indicator that can be asked for by name.</summary>
/// <param name="Name">Lower-case name, such as <c>rsi</c>.</param>
/// <param name="Description">One line for people.</param>
/// <param name="Parameters">Its parameters in order, with their defaults.</param>
/// <param name="Columns">Its outputs in order.</param>
/// <param name="NeedsBenchmark">Whether it needs <see cref="IndicatorInput.BenchmarkClose"/>.</param>
public sealed record CatalogEntry(
    string Name,
    string Description,
    ImmutableArray<CatalogParameter> Parameters,
    ImmutableArray<string> Columns,
    bool NeedsBenchmark = false)
{
    /// <summary>Makes it from parameters in order: what takes a bar, and what reads each column.</summary>
    public required Func<double[], (Action<IndicatorInput> Update, Func<double>[] Outputs)> Make { get; init; }

    /// <summary>How it is asked for with its defaults, such as <c>bollinger:20,2</c>.</summary>
    public string Usage => Parameters.IsEmpty ? Name : $"{Name}:{string.Join(',', Parameters.Select(x => x.DefaultText))}";
}

/// <summary>A parameter of an indicator.</summary>
/// <param name="Name">For people.</param>
/// <param name="Default">What is taken when it is left out.</param>
/// <param name="Whole">Whether only whole numbers fit.</param>
public sealed record CatalogParameter(string Name, double Default, bool Whole = true)
{
    /// <summary>Where the field disagrees: the conventions that can be chosen by their word, the default first; else empty.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>A convention that is chosen by its word.</summary>
    internal static CatalogParameter Choice(string name, params ImmutableArray<string> words) => new(name, 0) { Words = words };

    /// <summary>The default as it is written.</summary>
    public string DefaultText => Words.IsEmpty ? Default.ToString(CultureInfo.InvariantCulture) : Words[(int)Default];

    /// <summary>What can be written, for people.</summary>
    public string Expected => !Words.IsEmpty ? string.Join(" or ", Words) : Whole ? "a whole number" : "a number";

    /// <summary>Reads a value; a word becomes its place.</summary>
    internal bool TryRead(string text, out double value)
    {
        if (!Words.IsEmpty)
        {
            value = Words.IndexOf(text.Trim());
            return value >= 0;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value)
            && (!Whole || (value % 1.0 == 0.0 && Math.Abs(value) <= 1e9));
    }
}

/// <summary>A running indicator of the catalog: one row of outputs for each bar.</summary>
public sealed class CatalogIndicator
{
    private readonly Action<IndicatorInput> _update;
    private readonly Func<double>[] _outputs;

    internal CatalogIndicator(CatalogEntry entry, string specification, double[] parameters)
    {
        Entry = entry;
        Specification = specification;
        (_update, _outputs) = entry.Make(parameters);
    }

    /// <summary>What it is.</summary>
    public CatalogEntry Entry { get; }

    /// <summary>As it was asked for, such as <c>rsi:14</c>.</summary>
    public string Specification { get; }

    /// <summary>Takes the next bar and writes the outputs, NaN where there is no value.</summary>
    /// <param name="input">The bar.</param>
    /// <param name="outputs">Room for <see cref="CatalogEntry.Columns"/>.</param>
    public void Update(IndicatorInput input, Span<double> outputs)
    {
        _update(input);
        for (var i = 0; i < _outputs.Length; i++)
            outputs[i] = _outputs[i]();
    }
}
