using InvestBot.Cli.Exits;

namespace InvestBot.Cli.Home;

/// <summary>Lets one command at a time start or stop an installation. The system releases it when the process dies.</summary>
internal sealed class HomeLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly FileStream stream;

    private HomeLock(FileStream stream) => this.stream = stream;

    public static async Task<HomeLock> TakeAsync(InstallationHome home, TimeProvider time, CancellationToken token)
    {
        home.Make();
        for (var start = time.GetTimestamp(); ;)
        {
            if (TryTake(home.LockFile) is { } taken)
                return taken;
            if (time.GetElapsedTime(start) > Patience)
                throw new CliFailure(ExitCode.Busy, "Another investbot command is at work on this installation; wait for it, or end it.");
            await Task.Delay(Pause, time, token);
        }
    }

    public void Dispose() => stream.Dispose();

    private static HomeLock? TryTake(string file)
    {
        try
        {
            return new HomeLock(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
    }
}
