using FsCheck;
using FsCheck.Fluent;
using InvestBot.Indicators.Batches;
using InvestBot.Indicators.Regression;
using InvestBot.Indicators.Rolling;
using InvestBot.Indicators.Wma;

namespace InvestBot.Indicators.Tests.Rolling;

public sealed class RollingPropertyTests
{
    [Fact]
    public void Sum_AnyWindow_EqualsPlainSum() => Holds(p => new RollingSum(p), (window, _) => window.Sum());

    [Fact]
    public void Mean_AnyWindow_EqualsPlainMean() => Holds(p => new RollingMean(p), (window, _) => window.Average());

    [Fact]
    public void Maximum_AnyWindow_EqualsPlainMaximum() => Holds(p => new RollingMaximum(p), (window, _) => window.Max());

    [Fact]
    public void Minimum_AnyWindow_EqualsPlainMinimum() => Holds(p => new RollingMinimum(p), (window, _) => window.Min());

    [Fact]
    public void Wma_AnyWindow_EqualsPlainFormula() => Holds(
        p => new WeightedMovingAverage(p), (window, p) => window.Select((x, i) => x * (i + 1)).Sum() / (p * (p + 1) / 2.0));

    [Fact]
    public void Variance_AnyWindow_EqualsTwoPassFormula() =>
        Prop.ForAll(Walks.Values, Walks.Periods, (values, period) =>
        {
            var rolling = new RollingVariance(period);
            return values.Select((_, i) => i).All(i =>
            {
                rolling.Update(values[i]);
                if (i + 1 < period)
                    return double.IsNaN(rolling.Variance) && !rolling.IsReady;
                var window = values[(i + 1 - period)..(i + 1)];
                var expected = window.Average(x => (x - window.Average()) * (x - window.Average()));
                return Near(rolling.Variance, expected) && Near(rolling.Mean, window.Average());
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Slope_AnyWindow_EqualsLeastSquares() =>
        Prop.ForAll(Walks.Values, Walks.Periods, (values, period) =>
        {
            var line = new LinearRegression(period);
            return values.Select((_, i) => i).All(i =>
            {
                line.Update(values[i]);
                if (i + 1 < period)
                    return double.IsNaN(line.Slope);
                var window = values[(i + 1 - period)..(i + 1)];
                var centre = (period - 1) / 2.0;
                var slope = window.Select((x, j) => (j - centre) * (x - window.Average())).Sum()
                    / Enumerable.Range(0, period).Sum(j => (j - centre) * (j - centre));
                return Near(line.Slope, slope) && (double.IsNaN(line.RSquared) || line.RSquared is >= 0.0 and <= 1.0);
            });
        }).QuickCheckThrowOnFailure();

    private static void Holds(Func<int, IValueIndicator> make, Func<double[], int, double> plain) =>
        Prop.ForAll(Walks.Values, Walks.Periods, (values, period) =>
            Batch.Run(make(period), values).Select((actual, i) => i + 1 < period
                ? double.IsNaN(actual)
                : Near(actual, plain(values[(i + 1 - period)..(i + 1)], period))).All(x => x)).QuickCheckThrowOnFailure();

    private static bool Near(double actual, double expected) => Math.Abs(actual - expected) <= 1e-9 * Math.Max(1.0, Math.Abs(expected));
}
