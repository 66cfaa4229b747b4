using System.Runtime.InteropServices;

namespace InvestBot.Cli.Processes;

/// <summary>Signals to processes that this installation started.</summary>
internal static partial class Signal
{
    private const int ByForce = 9;
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks the process to end, waits, and ends it by force when it did not. Never touches another process that got the same id.</summary>
    /// <returns>False when force was needed.</returns>
    public static async Task<bool> EndAsync(ProcessStamp process, TimeSpan patience, TimeProvider time)
    {
        Send(process, Terminate);
        if (await IsGoneAsync(process, patience, time))
            return true;
        Send(process, ByForce);
        await IsGoneAsync(process, patience, time);
        return false;
    }

    /// <summary>Ends the process at once, without asking (SIGKILL), and waits until it is gone.</summary>
    /// <returns>False when it was gone already.</returns>
    public static async Task<bool> KillAsync(ProcessStamp process, TimeProvider time)
    {
        var lived = process.IsAlive;
        Send(process, ByForce);
        await IsGoneAsync(process, TimeSpan.FromMinutes(1), time);
        return lived;
    }

    /// <summary>Lets the process do nothing until <see cref="Resume"/> (SIGSTOP).</summary>
    public static void Suspend(ProcessStamp process) => Send(process, Stop);

    /// <summary>Lets a suspended process go on (SIGCONT).</summary>
    public static void Resume(ProcessStamp process) => Send(process, Continue);

    private static void Send(ProcessStamp process, int signal)
    {
        if (process.IsAlive)
            _ = SendSignal(process.Id, signal);
    }

    private static async Task<bool> IsGoneAsync(ProcessStamp process, TimeSpan patience, TimeProvider time)
    {
        for (var start = time.GetTimestamp(); process.IsAlive;)
        {
            if (time.GetElapsedTime(start) > patience)
                return false;
            await Task.Delay(Pause, time);
        }

        return true;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int id, int signal);
}
