using System.Globalization;
using InvestBot.Backtest.Search;

namespace InvestBot.Cli.Searches;

/// <summary>A bar that grows with the trials, on the error output of a terminal; elsewhere a line after the first trial and after each tenth of them.</summary>
internal sealed class TrialProgress(TextWriter output, int total, bool moving) : IProgress<Trial>
{
    private const int Width = 30;
    private readonly Lock _gate = new();
    private int _done;
    private Trial? _best;

    public static TrialProgress OnConsole(int total) => new(Console.Error, total, !Console.IsErrorRedirected);

    public void Report(Trial value)
    {
        lock (_gate)
        {
            _done++;
            if (value.Refused is null && !(value.Score <= _best?.Score)) _best = value;
            if (!moving)
            {
                if (_done == 1 || 10L * _done / total > 10L * (_done - 1) / total)
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_done} of {total} trials, best return {_best?.Return ?? 0.0:P2}"));
                return;
            }
            var full = (int)((long)Width * Math.Min(_done, total) / total);
            output.Write(string.Create(
                CultureInfo.InvariantCulture, $"\r[{new string('#', full)}{new string('.', Width - full)}] {_done}/{total}, best return {_best?.Return ?? 0.0:P2}   "));
            if (_done >= total) output.WriteLine();
        }
    }
}
