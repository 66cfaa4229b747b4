namespace InvestBot.Indicators;

/// <summary>What all streaming indicators have in common. None is safe for use by two threads at once.</summary>
public interface IIndicator
{
    /// <summary>The number of inputs after which every output has a value; before, outputs are NaN.</summary>
    int WarmUp { get; }

    /// <summary>Whether <see cref="WarmUp"/> inputs have been seen.</summary>
    bool IsReady { get; }
}

/// <summary>An indicator of one series, such as closes. It allocates nothing after construction.</summary>
public interface IValueIndicator : IIndicator
{
    /// <summary>The latest value, NaN until <see cref="IIndicator.IsReady"/>.</summary>
    double Value { get; }

    /// <summary>Takes the next input, in time order, and returns the new <see cref="Value"/>.</summary>
    double Update(double value);
}

/// <summary>An indicator of bars. It allocates nothing after construction.</summary>
public interface IBarIndicator : IIndicator
{
    /// <summary>Takes the next closed bar, in time order.</summary>
    void Update(in Ohlcv bar);
}
