using InvestBot.Storage.Server;

namespace InvestBot.Cli.Exits;

public sealed class CliFailureTests
{
    [Theory]
    [InlineData(PostgresProblem.NotInstalled, 6)]
    [InlineData(PostgresProblem.TooOld, 7)]
    [InlineData(PostgresProblem.OtherVersion, 7)]
    [InlineData(PostgresProblem.PortTaken, 8)]
    [InlineData(PostgresProblem.DiskFull, 9)]
    [InlineData(PostgresProblem.Unreachable, 10)]
    [InlineData(PostgresProblem.NoAccount, 10)]
    [InlineData(PostgresProblem.Corrupted, 11)]
    [InlineData(PostgresProblem.NotStarted, 11)]
    public void From_AProblemOfTheDatabase_HasTheDocumentedCode(PostgresProblem problem, int code) =>
        ((int)CliFailure.From(new PostgresProblemException(problem, "why"))!.Code).ShouldBe(code);

    [Fact]
    public void From_AFullDisk_SaysSo() =>
        CliFailure.From(new IOException("No space left on device : '/srv/x'"))!.Code.ShouldBe(ExitCode.DiskFull);

    [Fact]
    public void From_AFaultOfTheProgram_IsNull() => CliFailure.From(new InvalidOperationException()).ShouldBeNull();
}
