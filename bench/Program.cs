using System.Globalization;
using System.Text.Json;
using InvestBot.Bench.Engine;

if (args is not (["engine"] or ["engine", "--json"]))
{
    Console.Error.WriteLine("usage: InvestBot.Bench engine [--json]");
    return 2;
}

var figures = await EngineBench.RunAsync();
if (args.Length > 1)
{
    // One object, as every command of investbot writes it.
    Console.WriteLine(JsonSerializer.Serialize(new { ok = true, figures = figures.Select(figure => new { name = figure.Name, value = figure.Value, unit = figure.Unit }), notes = Array.Empty<string>() }));
    return 0;
}

foreach (var figure in figures)
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figure.Name,-52} {figure.Value,16:N1} {figure.Unit}"));
return 0;
