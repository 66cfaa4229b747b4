using InvestBot.Api.Auth;
using InvestBot.Cli.Scratch;

namespace InvestBot.Cli.Up;

public sealed class FirstPasswordTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Make_WritesALongPasswordForThisUserAlone()
    {
        var file = scratch.File("password");

        FirstPassword.Make(file);

        var password = File.ReadAllText(file);
        password.Length.ShouldBeGreaterThanOrEqualTo(16);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        FirstPassword.Make(file);
        File.ReadAllText(file).ShouldNotBe(password);
        FirstPassword.FindTaken(file).ShouldBeNull();
    }

    [Fact]
    public void Make_AfterOneThatWasTakenAndNeverShown_KeepsThat()
    {
        var file = scratch.File("password");
        FirstPassword.Make(file);
        var password = File.ReadAllText(file);
        File.Move(file, FirstAdmin.TakenFile(file));

        FirstPassword.Make(file);

        File.Exists(file).ShouldBeFalse();
        FirstPassword.FindTaken(file).ShouldBe(password);
    }

    [Fact]
    public void Forget_LeavesNothing()
    {
        var file = scratch.File("password");
        FirstPassword.Make(file);
        File.Copy(file, FirstAdmin.TakenFile(file));

        FirstPassword.Forget(file);

        Directory.GetFiles(Path.GetDirectoryName(file)!).ShouldBeEmpty();
    }
}
