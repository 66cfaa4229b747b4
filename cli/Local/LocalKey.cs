using System.Security.Cryptography;
using System.Text;

namespace InvestBot.Cli.Local;

/// <summary>
/// Lets the command line ask its own server without signing in: a random key, made at every start, in a file that only this user reads.
/// It opens only what <see cref="LocalAnswers"/> maps: questions, the restore of an instance and a change of keys, which this user could do without the server too.
/// </summary>
internal static class LocalKey
{
    /// <summary>The variable that gives the key to the server.</summary>
    public const string Variable = "INVESTBOT_LOCAL_KEY";

    /// <summary>The request header that carries it.</summary>
    public const string Header = "X-InvestBot-Local-Key";

    public static string Make(string file)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        SecretFile.Write(file, key);
        return key;
    }

    /// <summary>The key of the running server, or null when this user may not read it.</summary>
    public static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Compares in constant time.</summary>
    public static bool Matches(string key, string? given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(given ?? ""));
}
