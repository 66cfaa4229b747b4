using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Testing;

public sealed class WebSuitesTests
{
    private const string Vitest = """
         Test Files  1 failed | 3 passed (4)
              Tests  2 failed | 31 passed | 1 skipped (34)
           Start at  10:00:00
        """;

    private const string VitestPassed = """
         Test Files  4 passed (4)
              Tests  34 passed (34)
        """;

    private const string Tap = """
        # tests 7
        # pass 5
        # fail 1
        # cancelled 1
        # skipped 0
        """;

    private const string Spec = """
        ℹ tests 5
        ℹ pass 5
        ℹ fail 0
        ℹ cancelled 0
        ℹ skipped 0
        """;

    [Theory]
    [InlineData(Vitest, 1, 31, 2, 1)]
    [InlineData(VitestPassed, 0, 34, 0, 0)]
    [InlineData(Tap, 1, 5, 2, 0)]
    [InlineData(Spec, 0, 5, 0, 0)]
    [InlineData("svelte-check found 0 errors and 0 warnings", 0, 1, 0, 0)]
    [InlineData("svelte-check found 2 errors", 1, 0, 1, 0)]
    [InlineData(VitestPassed, 1, 34, 1, 0)]
    public void Count_OfARunnersOutput_IsItsSummary(string output, int exitCode, int passed, int failed, int skipped) =>
        WebSuites.Count(new CommandOutcome(exitCode, output)).ShouldBe((passed, failed, skipped));
}
