namespace InvestBot.Strategies.Catalog;

/// <summary>A strategy's parameters with their defaults filled in; every value was checked.</summary>
internal sealed class ParameterValues
{
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);

    internal ParameterValues(IEnumerable<StrategyParameter> parameters, IReadOnlyDictionary<string, string> given)
    {
        foreach (var parameter in parameters)
            _values[parameter.Name] = given.TryGetValue(parameter.Name, out var text) && parameter.TryRead(text, out var value) ? value : parameter.Default;
    }

    internal double this[string name] => _values[name];

    internal int Whole(string name) => (int)_values[name];
}
