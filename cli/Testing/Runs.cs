namespace InvestBot.Cli.Testing;

/// <summary>The trait of tests that are not in every run.</summary>
internal static class Runs
{
    /// <summary>The trait's name.</summary>
    public const string Name = "Run";

    /// <summary>Only in a full run: minutes of the machine for what seldom changes its answer.</summary>
    public const string Full = "Full";

    /// <summary>Leaves them out.</summary>
    public const string Usual = $"{Name}!={Full}";
}
