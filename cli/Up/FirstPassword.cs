using System.Security.Cryptography;
using InvestBot.Cli.Local;

namespace InvestBot.Cli.Up;

/// <summary>
/// The password of the first administrator. It goes to the server in a file that only this user reads; a server without users takes
/// it, keeps a hash, and deletes the file. A server with users leaves the file, and the password means nothing.
/// </summary>
internal static class FirstPassword
{
    /// <summary>The variable that names the file to the server.</summary>
    public const string Variable = "INVESTBOT_FIRST_PASSWORD_FILE";

    // No characters that look alike; 20 of 56 are 116 bits.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Length = 20;

    public static string Make(string file)
    {
        var password = RandomNumberGenerator.GetString(Alphabet, Length);
        SecretFile.Write(file, password);
        return password;
    }

    /// <summary>Whether the server took the password. The file is gone afterwards either way.</summary>
    public static bool WasUsed(string file)
    {
        var used = !File.Exists(file);
        File.Delete(file);
        return used;
    }
}
