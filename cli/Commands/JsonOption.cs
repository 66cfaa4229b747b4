using System.CommandLine;

namespace InvestBot.Cli.Commands;

/// <summary>The option that every reporting command has.</summary>
internal static class JsonOption
{
    public const string Name = "--json";

    public static Option<bool> Build() => new(Name) { Description = "Write one JSON object: {\"ok\", \"figures\", \"notes\"}." };
}
