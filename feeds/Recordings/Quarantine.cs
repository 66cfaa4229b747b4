using System.Collections.Immutable;

namespace InvestBot.Feeds.Recordings;

/// <summary>Collects bad rows: all are counted, the first ones of each file are kept.</summary>
internal sealed class Quarantine(int keepPerFile)
{
    private readonly List<QuarantinedRow> _rows = [];
    private string _file = "";
    private int _keptOfFile;

    internal long Count { get; private set; }

    internal ImmutableArray<QuarantinedRow> Rows => [.. _rows];

    internal void Add(string file, int line, QuarantineReason reason, string detail)
    {
        if (file != _file)
        {
            _file = file;
            _keptOfFile = 0;
        }

        Count++;
        if (_keptOfFile++ < keepPerFile)
            _rows.Add(new QuarantinedRow(file, line, reason, detail));
    }
}
