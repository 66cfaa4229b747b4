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

        var password = FirstPassword.Make(file);

        password.Length.ShouldBeGreaterThanOrEqualTo(16);
        File.ReadAllText(file).ShouldBe(password);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        FirstPassword.Make(file).ShouldNotBe(password);
    }

    [Fact]
    public void WasUsed_WhenTheServerLeftTheFile_IsFalseAndTheFileGoes()
    {
        var file = scratch.File("password");
        FirstPassword.Make(file);

        FirstPassword.WasUsed(file).ShouldBeFalse();

        File.Exists(file).ShouldBeFalse();
    }

    [Fact]
    public void WasUsed_WhenTheServerDeletedTheFile_IsTrue() => FirstPassword.WasUsed(scratch.File("password")).ShouldBeTrue();
}
