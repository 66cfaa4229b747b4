namespace InvestBot.Backtest.Search;

/// <summary>
/// Hands out a search's points one at a time and hears their outcomes. The searcher hears each outcome a fixed number of points later,
/// so that what it asks for depends on seed and bars alone, never on how many workers there are, and no worker waits for a batch to end.
/// </summary>
internal sealed class TrialQueue(SearchRequest search, ISearcher searcher)
{
    private readonly object _gate = new();
    private readonly List<double[]> _points = [];
    private readonly List<Trial?> _trials = [];
    private int _told;
    private bool _over;

    /// <summary>Those that are done, in the order in which they were asked for.</summary>
    internal IEnumerable<Trial> Done => _trials.OfType<Trial>();

    /// <summary>The next point and its number from 1; <c>null</c> when there is none left.</summary>
    internal (int Number, double[] Point)? Take()
    {
        lock (_gate)
        {
            while (!_over && _told <= _points.Count - SearchRun.Lag)
            {
                if (_trials[_told] is not { } trial)
                {
                    Monitor.Wait(_gate);
                    continue;
                }
                searcher.Tell(_points[_told++], trial.Score);
            }
            if (_over || _points.Count == search.Trials || searcher.Ask() is not { } point)
            {
                _over = true;
                return null;
            }
            _points.Add(point);
            _trials.Add(null);
            return (_points.Count, point);
        }
    }

    /// <summary>A point was run.</summary>
    internal void Put(Trial trial)
    {
        lock (_gate)
        {
            _trials[trial.Number - 1] = trial;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Hands out no more.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            _over = true;
            Monitor.PulseAll(_gate);
        }
    }
}
