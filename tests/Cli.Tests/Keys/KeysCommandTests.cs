using InvestBot.Cli.Exits;
using InvestBot.Cli.Scratch;

namespace InvestBot.Cli.Keys;

public sealed class KeysCommandTests
{
    [Theory]
    [InlineData("Say which keys", "keys", "rotate")]
    [InlineData("add --master", "keys", "rotate", "--data", "--to", "x")]
    [InlineData("1 to 60 lower-case letters", "keys", "set", "alpha", "Alpaca Secret")]
    public void Keys_WithAMistake_NameIt(string said, params string[] arguments) =>
        Commands.CommandTree.Build(TimeProvider.System).Parse(arguments).Errors.Select(error => error.Message).ShouldContain(message => message.Contains(said, StringComparison.Ordinal));

    [Fact]
    public void Secret_OfAFile_IsItsTextWithoutTheLineEnd()
    {
        using var scratch = new ScratchFolder();
        var file = new FileInfo(scratch.File("secret"));
        File.WriteAllText(file.FullName, "s3cret\n");

        SecretInput.Read(file, "alpaca.secret").ShouldBe("s3cret"u8.ToArray());
    }

    [Theory]
    [InlineData("", "was left empty")]
    [InlineData("too long", "a key has at most 8192")]
    public void Secret_OfAFileThatHoldsNone_IsRefused(string text, string said)
    {
        using var scratch = new ScratchFolder();
        var file = new FileInfo(scratch.File("secret"));
        File.WriteAllText(file.FullName, text == "too long" ? new string('x', 9000) : text);

        Should.Throw<CliFailure>(() => SecretInput.Read(file, "alpaca.secret")).Message.ShouldContain(said);
    }
}
