using System.Globalization;
using InvestBot.Backtest.Search;

namespace InvestBot.Cli.Searches;

/// <summary>A bar that grows with the trials, on the error output of a terminal; nothing elsewhere.</summary>
internal sealed class TrialProgress(TextWriter output, int total, bool shown) : IProgress<Trial>
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
            if (!shown) return;
            var full = (int)((long)Width * Math.Min(_done, total) / total);
            output.Write(string.Create(
                CultureInfo.InvariantCulture, $"\r[{new string('#', full)}{new string('.', Width - full)}] {_done}/{total}, best return {_best?.Return ?? 0.0:P2}   "));
            if (_done >= total) output.WriteLine();
        }
    }
}
