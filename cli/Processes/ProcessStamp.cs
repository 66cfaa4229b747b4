using System.Globalization;
using System.Text.Json.Serialization;

namespace InvestBot.Cli.Processes;

/// <summary>Names one process for ever: its id alone may be given to another one later.</summary>
/// <param name="Id">The process id.</param>
/// <param name="StartTicks">When it started, in kernel ticks since the machine did.</param>
/// <param name="Boot">Which start of the machine.</param>
internal sealed record ProcessStamp(int Id, long StartTicks, string Boot)
{
    private const string BootFile = "/proc/sys/kernel/random/boot_id";

    // In /proc/<id>/stat, counted after the name in brackets, which may itself hold spaces.
    private const int StateField = 0;
    private const int StartField = 19;

    /// <summary>Whether that very process still lives; an ended one that nobody has collected does not.</summary>
    [JsonIgnore]
    public bool IsAlive => Of(Id) == this;

    /// <summary>The stamp of the living process with this id now, or null.</summary>
    public static ProcessStamp? Of(int id)
    {
        if (ReadStat(id) is not { } fields || fields[StateField] is "Z" or "X")
            return null;
        var ticks = long.Parse(fields[StartField], NumberStyles.None, CultureInfo.InvariantCulture);
        return new ProcessStamp(id, ticks, File.ReadAllText(BootFile).Trim());
    }

    private static string[]? ReadStat(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
