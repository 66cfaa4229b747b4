namespace InvestBot.Cli.Testing;

/// <summary>What became of one suite.</summary>
/// <param name="Name">The project or the web script.</param>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Tests that failed; 1 for a suite that broke before it could count.</param>
/// <param name="Skipped">Tests that did not run.</param>
/// <param name="Took">Wall time.</param>
/// <param name="Log">Everything that the suite wrote.</param>
/// <param name="Failures">Names of the failed tests, each with what it said.</param>
internal sealed record SuiteResult(
    string Name, int Passed, int Failed, int Skipped, TimeSpan Took, string Log, IReadOnlyList<string> Failures);
