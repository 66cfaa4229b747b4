using System.Globalization;

namespace InvestBot.GrainInterfaces.Tests.Contracts;

/// <summary>The contracts as they were promised: <c>grain-interfaces/contracts.txt</c>.</summary>
internal static class ContractFile
{
    private static readonly string[] Titles =
    [
        "Grain classes: stored name, interfaces", "Interfaces and methods: alias, signature", "Messages: alias, number of each member, type",
        "Domain types: their surrogates", "Enums: numbers on the wire, words in JSON", "JSON inside messages: properties and cases",
    ];

    private static readonly string[] Head =
    [
        "# What grains promise each other on the wire. A test writes it anew from the code and compares; CONTRIBUTING.md says how to change it.",
        "# Comments after two spaces name what C# calls it, which may change. *RETIRED* lines stay for ever: what they name is never used again.",
    ];

    public static string Path { get; } = System.IO.Path.Combine(Root(), "grain-interfaces", "contracts.txt");

    public static string Text() => File.ReadAllText(Path);

    public static IReadOnlyList<ContractLine> Lines() =>
        [.. Text().Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#')).Select(ContractLine.Parse)];

    public static IEnumerable<ContractLine> Retired() => Lines().Where(line => line.Retired);

    /// <summary>Numbers that members of a message had.</summary>
    public static IEnumerable<uint> RetiredIds(Type type) =>
        Retired().Where(line => line.Kind == "member" && line.Name == ContractText.Name(type)).Select(line => uint.Parse(line.Part, CultureInfo.InvariantCulture));

    /// <summary>The file that the code asks for: what it has, what was retired, and as retired what the file had and the code has no longer.</summary>
    public static string Renewed(IReadOnlyList<ContractLine> promised, IReadOnlyList<ContractLine> code)
    {
        var gone = promised.Where(line => line.Retired || !code.Any(other => other.Identity == line.Identity && other.Meaning == line.Meaning)).Select(line => line with { Retired = true });
        var sections = ContractLine.Sorted(code.Concat(gone)).GroupBy(line => line.Section).Select(section => $"\n# {Titles[section.Key]}\n\n{string.Join('\n', section)}\n");
        return string.Join('\n', Head) + '\n' + string.Concat(sections);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "InvestBot.Orleans.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The solution was not found above the tests.");
    }
}
