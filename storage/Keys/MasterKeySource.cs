using System.Diagnostics;

namespace InvestBot.Storage.Keys;

/// <summary>Where the master key comes from: the environment, else a command, else a file.</summary>
public sealed class MasterKeySource
{
    /// <summary>The variable that holds the key itself, in base64.</summary>
    public const string Variable = "INVESTBOT_MASTER_KEY";

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>A shell command that prints the key, such as a call of a secret store.</summary>
    public string? Command { get; init; }

    /// <summary>A file of mode 0600 that holds the key.</summary>
    public string? File { get; init; }

    /// <summary>Makes a new key in a new file of mode 0600.</summary>
    /// <exception cref="IOException">The file is there already: a key is never overwritten.</exception>
    public static void CreateFile(string path)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using MasterKey key = MasterKey.Create();
        using FileStream stream = new(path, options);
        using StreamWriter writer = new(stream);
        writer.WriteLine(key.ToText());
        writer.Flush();
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Reads the key.</summary>
    /// <exception cref="MasterKeyException">There is none, or it is not fit for use.</exception>
    public async Task<MasterKey> LoadAsync(CancellationToken cancellationToken)
    {
        string? fromEnvironment = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrWhiteSpace(fromEnvironment))
            return MasterKey.Parse(fromEnvironment, $"the variable {Variable}");
        if (!string.IsNullOrWhiteSpace(Command))
            return MasterKey.Parse(await RunAsync(Command, cancellationToken), "the key command");
        if (!string.IsNullOrWhiteSpace(File))
            return MasterKey.Parse(await ReadAsync(File, cancellationToken), $"the file {File}");
        throw new MasterKeyException($"There is no master key. Set {Variable}, or name a key file or a key command in the configuration.");
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!System.IO.File.Exists(path))
            throw new MasterKeyException($"The master key file {path} is not there. Put it back from where you keep a copy; without it nothing in the databases can be read.");
        if (!OperatingSystem.IsWindows() && (System.IO.File.GetUnixFileMode(path) & Others) != 0)
            throw new MasterKeyException($"The master key file {path} can be reached by other users. Run: chmod 600 {path}");
        return await System.IO.File.ReadAllTextAsync(path, cancellationToken);
    }

    private static async Task<string> RunAsync(string command, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("/bin/sh") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        using Process process = Process.Start(start)
            ?? throw new MasterKeyException("The key command could not be started. Try it in a shell.");
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new MasterKeyException($"The key command ended with exit code {process.ExitCode}. Try it in a shell; it must print the key and nothing else.");
        return output;
    }
}
