using System.Globalization;
using System.Text.Json;

namespace InvestBot.Indicators.Tests;

/// <summary>Quotes and expected series in testdata/skender.</summary>
internal static class Published
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "testdata", "skender");

    internal static Ohlcv[] Quotes(string name = "default") =>
    [
        .. File.ReadLines(Path.Combine(Folder, "quotes", name + ".csv"))
            .Skip(1)
            .Select(line => line.Split(',').Skip(1).Select(x => double.Parse(x, CultureInfo.InvariantCulture)).ToArray())
            .Select(x => new Ohlcv(x[0], x[1], x[2], x[3], x[4])),
    ];

    internal static double[] Closes(string name = "default") => [.. Quotes(name).Select(bar => bar.Close)];

    internal static double[] Series(string indicator, string field)
    {
        using var json = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Folder, "results", indicator + ".standard.json")));
        return
        [
            .. json.RootElement.EnumerateArray().Select(row =>
                row.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number
                    ? value.GetDouble()
                    : double.NaN),
        ];
    }

    /// <summary>Same length, NaN at the same places, values equal to 1e-9 relative (absolute below 1e-3).</summary>
    internal static void ShouldAgree(double[] actual, string indicator, string field, double factor = 1.0)
    {
        var expected = Series(indicator, field);
        actual.Length.ShouldBe(expected.Length);
        expected.Count(x => !double.IsNaN(x)).ShouldBeGreaterThan(400);
        for (var i = 0; i < expected.Length; i++)
        {
            double.IsNaN(actual[i]).ShouldBe(double.IsNaN(expected[i]), $"{indicator}.{field} at {i}: {actual[i]}");
            if (double.IsNaN(expected[i]))
                continue;
            var want = expected[i] * factor;
            Math.Abs(actual[i] - want).ShouldBeLessThanOrEqualTo(
                1e-9 * Math.Max(Math.Abs(want), 1e-3), $"{indicator}.{field} at {i}: {actual[i]} for {want}");
        }
    }
}
