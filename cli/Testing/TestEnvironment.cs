namespace InvestBot.Cli.Testing;

/// <summary>What the processes of a test run find in their environment, unless somebody chose otherwise.</summary>
internal static class TestEnvironment
{
    private const string Memory = "/dev/shm";
    private const long Enough = 6L * 1024 * 1024 * 1024;

    // Short lives of much code: what the runtime would learn of them it would not earn back. Without it tests take two thirds of the
    // processor's time.
    private static readonly Dictionary<string, string> Runtime = new() { ["DOTNET_TieredPGO"] = "0", ["DOTNET_gcConcurrent"] = "0", ["DOTNET_EnableWriteXorExecute"] = "0" };

    /// <summary>Sets it for this process and those that it starts.</summary>
    public static void Prepare()
    {
        foreach (var (name, value) in Runtime) Offer(name, value);
        // Hundreds of databases are made and dropped, each some three hundred files: in memory that costs a third of what it costs on a disk.
        if (Directory.Exists(Memory) && new DriveInfo(Memory) is { DriveFormat: "tmpfs", AvailableFreeSpace: >= Enough }) Offer("TMPDIR", Memory);
    }

    private static void Offer(string name, string value)
    {
        if (Environment.GetEnvironmentVariable(name) is null or "") Environment.SetEnvironmentVariable(name, value);
    }
}
