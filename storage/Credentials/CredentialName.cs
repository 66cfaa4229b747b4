using System.Text.RegularExpressions;

namespace InvestBot.Storage.Credentials;

/// <summary>What a key of a venue or wallet may be called, such as <c>alpaca.secret</c>. Names are in plain text wherever they are kept.</summary>
public static partial class CredentialName
{
    /// <summary>What a name must be, in words.</summary>
    public const string Rule = "1 to 60 lower-case letters, digits, dots and hyphens, beginning with a letter";

    /// <summary>True for a name that a key may have.</summary>
    public static bool IsValid(string name) => Form().IsMatch(name);

    [GeneratedRegex(@"\A[a-z][a-z0-9.-]{0,59}\z")]
    private static partial Regex Form();
}
