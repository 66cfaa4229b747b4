using System.Security.Cryptography;
using InvestBot.Api.Auth;
using InvestBot.Cli.Local;

namespace InvestBot.Cli.Up;

/// <summary>
/// The password of the first administrator. It goes to the server in a file that only this user reads. A server without users takes it and
/// keeps a hash; it lies there until it was shown. A server with users leaves the file, and the password means nothing.
/// </summary>
internal static class FirstPassword
{
    /// <summary>The variable that names the file to the server.</summary>
    public const string Variable = "INVESTBOT_FIRST_PASSWORD_FILE";

    // No characters that look alike; 20 of 56 are 116 bits.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Length = 20;

    /// <summary>Makes one, unless an earlier one was taken and never shown: that is still the administrator's.</summary>
    public static void Make(string file)
    {
        if (!File.Exists(FirstAdmin.TakenFile(file)))
            SecretFile.Write(file, RandomNumberGenerator.GetString(Alphabet, Length));
    }

    /// <summary>The password that the server took; null when it took none, or when it was shown.</summary>
    public static string? FindTaken(string file)
    {
        var taken = FirstAdmin.TakenFile(file);
        return File.Exists(taken) ? File.ReadAllText(taken).Trim() : null;
    }

    /// <summary>Lets nobody read it any more.</summary>
    public static void Forget(string file)
    {
        File.Delete(file);
        File.Delete(FirstAdmin.TakenFile(file));
    }
}
