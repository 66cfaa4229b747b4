using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Output;

namespace InvestBot.Cli.Testing;

public sealed class OtherEngineTests
{
    private const string Source = """
        public sealed class TurnTests
        {
            [Fact]
            public async Task Turn_OfOne_Ends()
            {
            }

            [Theory]
            [InlineData("a")]
            public void Turn_OfMany_Ends(string name)
            {
            }

            private static Task Helper() => Task.CompletedTask;
        }

        public class LifeTests
        {
            [Fact(Timeout = 1)]
            public Task Life_Ends() => Task.CompletedTask;
        }
        """;

    [Fact]
    public void Methods_OfASource_AreTheTestsByClass() =>
        TestSources.Methods(Source).ShouldBe(["TurnTests.Turn_OfOne_Ends", "TurnTests.Turn_OfMany_Ends", "LifeTests.Life_Ends"]);

    [Fact]
    public void Restore_OfAPackageThatNoFeedHas_SaysSo() =>
        EnginePackages.MissingIn("x.csproj : error NU1101: Unable to find package Microsoft.Orleans.Server. No packages exist with this id in source(s): feed\n")
            .ShouldBe("NU1101: Unable to find package Microsoft.Orleans.Server. No packages exist with this id in source(s): feed");

    [Fact]
    public void Restore_ThatFailsOtherwise_IsAFailure() =>
        EnginePackages.MissingIn("x.csproj : error NU1004: The package references have changed").ShouldBeNull();

    [Fact]
    public void NameThose_NamesEveryTestThatWasNotRun_AndPassesNone()
    {
        using var output = new StringWriter();
        var run = new OtherEngineRun("Microsoft", null, new Steps(output, TimeProvider.System, moving: false), TimeProvider.System);

        run.NameThose("NU1101: Unable to find package Microsoft.Orleans.Server.").ShouldBe(ExitCode.EngineMissing);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var named = lines.Where(line => line.StartsWith("not run: ", StringComparison.Ordinal)).Select(line => line["not run: ".Length..]).ToList();
        lines[0].ShouldContain("Microsoft.Orleans.Server");
        TestsOf("Engine.Conformance", "Turns", "TurnTests.cs").ShouldBeSubsetOf(named);
        named.ShouldContain("IdleTests.IdleActivation_ThatDelaysDeactivation_IsNotCollectedBefore");
        named.ShouldNotContain("IdleTests.IdleActivation_ThatDelaysDeactivation_IsCollectedLater");
        TestsOf("GrainInterfaces.Tests", "Microsoft", "SerializerTests.cs").ShouldBeSubsetOf(named);
        named.ShouldContain(name => name.StartsWith("Cluster.Chaos", StringComparison.Ordinal));
        lines[^1].ShouldBe($"0 passed, 0 failed, {named.Count} skipped");
    }

    private static List<string> TestsOf(params string[] path) =>
        [.. TestSources.Methods(File.ReadAllText(Path.Combine([Clone.Folder, "tests", .. path])))];
}
