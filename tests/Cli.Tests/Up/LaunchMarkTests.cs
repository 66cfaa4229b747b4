using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Scratch;

namespace InvestBot.Cli.Up;

public sealed class LaunchMarkTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Check_OfTheLastLaunch_Passes_AndOfAnEarlierOneFails()
    {
        var home = new InstallationHome(scratch.File("home"));
        home.Make();
        var earlier = LaunchMark.Make(home);
        LaunchMark.Check(home, earlier);

        var last = LaunchMark.Make(home);

        LaunchMark.Check(home, last);
        Should.Throw<CliFailure>(() => LaunchMark.Check(home, earlier)).Code.ShouldBe(ExitCode.Busy);
    }

    [Fact]
    public void Check_OfAServerThatNobodyLaunched_Passes()
    {
        var home = new InstallationHome(scratch.File("home"));
        home.Make();
        LaunchMark.Make(home);

        Should.NotThrow(() => LaunchMark.Check(home, null));
    }
}
