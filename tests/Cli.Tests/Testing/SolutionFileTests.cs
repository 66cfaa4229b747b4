namespace InvestBot.Cli.Testing;

public sealed class SolutionFileTests
{
    [Fact]
    public void TestProjects_AreThoseThatTheNameSays()
    {
        const string Text = """
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "InvestBot.Domain", "domain\InvestBot.Domain.csproj", "{A}"
            Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "tests", "tests", "{B}"
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "InvestBot.Domain.Tests", "tests\Domain.Tests\InvestBot.Domain.Tests.csproj", "{C}"
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "InvestBot.Engine.Conformance", "tests\Engine.Conformance\InvestBot.Engine.Conformance.csproj", "{D}"
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "InvestBot.TestKit", "tests\TestKit\InvestBot.TestKit.csproj", "{E}"
            """;

        SolutionFile.TestProjects(Text).ShouldBe(["InvestBot.Domain.Tests", "InvestBot.Engine.Conformance"]);
    }
}
