using System.Globalization;

namespace InvestBot.GrainInterfaces.Tests.Contracts;

/// <summary>One line of the contracts: <c>kind name part : meaning  # comment</c>. Kind, name and part are its identity; the comment is none of the contract.</summary>
internal sealed record ContractLine(string Kind, string Name, string Part, string Meaning, string Comment = "", bool Retired = false)
{
    private const string Mark = "*RETIRED* ";

    private static readonly string[] Kinds = ["class", "interface", "method", "record", "member", "surrogate", "enum", "json", "case"];

    public string Identity => Part.Length == 0 ? $"{Kind} {Name}" : $"{Kind} {Name} {Part}";

    /// <summary>The part of the file that it stands in.</summary>
    public int Section => Kind switch { "class" => 0, "interface" or "method" => 1, "record" or "member" => 2, "surrogate" => 3, "enum" => 4, _ => 5 };

    public static ContractLine Parse(string line)
    {
        var retired = line.StartsWith(Mark, StringComparison.Ordinal);
        var (contract, comment) = Split(retired ? line[Mark.Length..] : line, "  # ");
        var (identity, meaning) = Split(contract, " : ");
        var words = identity.Split(' ', 3);
        return new ContractLine(words[0], words.ElementAtOrDefault(1) ?? "", words.ElementAtOrDefault(2) ?? "", meaning, comment, retired);
    }

    public static IEnumerable<ContractLine> Sorted(IEnumerable<ContractLine> lines) =>
        lines.OrderBy(line => line.Section).ThenBy(line => line.Name, StringComparer.Ordinal).ThenBy(line => Array.IndexOf(Kinds, line.Kind))
            .ThenBy(line => int.TryParse(line.Part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ThenBy(line => line.Part, StringComparer.Ordinal);

    public override string ToString() =>
        (Retired ? Mark : "") + Identity + (Meaning.Length == 0 ? "" : $" : {Meaning}") + (Comment.Length == 0 ? "" : $"  # {Comment}");

    private static (string Before, string After) Split(string text, string separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + separator.Length)..]);
    }
}
