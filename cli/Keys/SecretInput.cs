using System.Text;
using InvestBot.Cli.Exits;
using InvestBot.Storage.Credentials;

namespace InvestBot.Cli.Keys;

/// <summary>Takes a secret from a file or a prompt: arguments can be read by every user of the machine, and end up in the shell's history.</summary>
internal static class SecretInput
{
    /// <exception cref="CliFailure">There is nothing to read, or too much.</exception>
    public static byte[] Read(FileInfo? file, string name)
    {
        if (file is { Exists: false }) throw new CliFailure(ExitCode.Usage, $"--file: {file.FullName} is not there.");
        if (file is { Length: > CredentialStore.Largest + 2 }) throw new CliFailure(ExitCode.Usage, $"--file: {file.FullName} has {file.Length} bytes; a key has at most {CredentialStore.Largest}.");
        var text = file is not null ? File.ReadAllText(file.FullName) : Console.IsInputRedirected ? Console.In.ReadLine() ?? "" : Ask(name);
        var secret = Encoding.UTF8.GetBytes(text.TrimEnd('\r', '\n'));
        return secret.Length is > 0 and <= CredentialStore.Largest
            ? secret
            : throw new CliFailure(ExitCode.Usage, secret.Length == 0 ? $"The key '{name}' was left empty; nothing was changed." : $"The key '{name}' has {secret.Length} bytes; at most {CredentialStore.Largest} are kept.");
    }

    private static string Ask(string name)
    {
        Console.Error.Write($"{name} (it is not shown): ");
        StringBuilder typed = new();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
