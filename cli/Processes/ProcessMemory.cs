using System.Globalization;

namespace InvestBot.Cli.Processes;

/// <summary>Memory of processes. Pages that several share are counted once, in parts (PSS).</summary>
internal static class ProcessMemory
{
    /// <summary>Bytes of one process and, when asked, of its children; 0 when it cannot be read.</summary>
    public static long BytesOf(int id, bool withChildren) =>
        ReadOne(id) + (withChildren ? ChildrenOf(id).Sum(ReadOne) : 0);

    private static IEnumerable<int> ChildrenOf(int id)
    {
        var file = $"/proc/{id}/task/{id}/children";
        return File.Exists(file)
            ? File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, CultureInfo.InvariantCulture))
            : [];
    }

    private static long ReadOne(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/smaps_rollup").First(l => l.StartsWith("Pss:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return 0;
        }
    }
}
