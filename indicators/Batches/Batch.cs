namespace InvestBot.Indicators.Batches;

/// <summary>Whole series at once: the streaming form run over all inputs, so that both agree to the last bit.</summary>
public static class Batch
{
    /// <summary>Runs a fresh indicator over a series. Values before the warm-up are NaN.</summary>
    public static double[] Run(IValueIndicator indicator, ReadOnlySpan<double> inputs)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        var outputs = new double[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            outputs[i] = indicator.Update(inputs[i]);
        return outputs;
    }

    /// <summary>Runs a fresh indicator over bars, taking one of its outputs. Values before the warm-up are NaN.</summary>
    /// <param name="indicator">A fresh indicator.</param>
    /// <param name="bars">Bars in time order.</param>
    /// <param name="output">Which of its outputs is wanted, for example <c>x => x.Adx</c>.</param>
    public static double[] Run<TIndicator>(
        TIndicator indicator, ReadOnlySpan<Ohlcv> bars, Func<TIndicator, double> output)
        where TIndicator : IBarIndicator
    {
        ArgumentNullException.ThrowIfNull(output);
        var outputs = new double[bars.Length];
        for (var i = 0; i < bars.Length; i++)
        {
            indicator.Update(in bars[i]);
            outputs[i] = output(indicator);
        }

        return outputs;
    }
}
