using System.Diagnostics;

namespace InvestBot.Storage.Keys;

/// <summary>Where the master key comes from: the environment, else a command, else a file.</summary>
public sealed class MasterKeySource
{
    /// <summary>The variable that holds the key itself, in base64.</summary>
    public const string Variable = "INVESTBOT_MASTER_KEY";

    /// <summary>The variable that holds a shell command which prints the key, such as a call of a secret store.</summary>
    public const string CommandVariable = "INVESTBOT_MASTER_KEY_COMMAND";

    /// <summary>A shell command that prints the key; unless told otherwise, that of <see cref="CommandVariable"/>.</summary>
    public string? Command { get; init; } = Given(CommandVariable);

    /// <summary>A file of mode 0600 that holds the key.</summary>
    public string? File { get; init; }

    /// <summary>True when the environment gives the key, or the command that prints it: then no file is needed.</summary>
    public static bool IsInEnvironment => Given(Variable) is not null || Given(CommandVariable) is not null;

    /// <summary>Makes a new key in a new file of mode 0600.</summary>
    /// <exception cref="IOException">The file is there already: a key is never overwritten.</exception>
    public static void CreateFile(string path)
    {
        using MasterKey key = MasterKey.Create();
        MasterKeyFile.Create(path, key.ToTexts());
    }

    /// <summary>Reads the key.</summary>
    /// <exception cref="MasterKeyException">There is none, or it is not fit for use.</exception>
    public async Task<MasterKey> LoadAsync(CancellationToken cancellationToken)
    {
        if (Given(Variable) is { } fromEnvironment)
            return MasterKey.Parse(fromEnvironment, $"the variable {Variable}");
        if (!string.IsNullOrWhiteSpace(Command))
            return MasterKey.Parse(await RunAsync(Command, cancellationToken), "the key command");
        if (!string.IsNullOrWhiteSpace(File))
            return MasterKey.Parse(await MasterKeyFile.ReadAsync(File, cancellationToken), $"the file {File}");
        throw new MasterKeyException($"There is no master key. Set {Variable} or {CommandVariable}, or name a key file.");
    }

    /// <summary>The file that a new key goes to, and whether it takes the former one's place there.</summary>
    /// <param name="to">A file for it, where the key comes from the environment or a command, which cannot be written.</param>
    /// <exception cref="MasterKeyException">A file is needed, or one is given that nobody would read.</exception>
    internal (string Path, bool InPlace) Place(string? to)
    {
        string? origin = Given(Variable) is not null ? Variable : !string.IsNullOrWhiteSpace(Command) ? "a command" : null;
        return (origin, to) switch
        {
            (null, null) => (File ?? throw new MasterKeyException("There is no master key file to put the new key into."), true),
            (not null, { } path) => (path, false),
            (not null, null) => throw new MasterKeyException($"The master key comes from {origin}, which cannot be written: name a file for the new key, and then put it there: investbot keys rotate --master --to FILE"),
            _ => throw new MasterKeyException($"The master key comes from the file {File}, where the new one takes its place: leave --to out."),
        };
    }

    private static string? Given(string variable) => Environment.GetEnvironmentVariable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

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
