using System.Text.Json;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Scratch;

namespace InvestBot.Cli.Data;

public sealed class DataCommandTests : IDisposable
{
    private const string Rows =
        "timestamp,open,high,low,close,volume\n2024-01-01T00:00:00Z,1,2,1,1,1\n2024-01-01T00:00:00Z,1,2,1,1,1\n2024-01-01T00:05:00Z,1,2,1,NaN,1\n";

    private readonly ScratchFolder scratch = new();

    public DataCommandTests() => File.WriteAllText(scratch.File("SOL_5m.csv"), Rows);

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Check_FaultyRows_AreNamedWithRemedy()
    {
        var typed = await Typed.Run("data", "check", Folder);

        typed.ExitCode.ShouldBe(0);
        typed.Output.ShouldContain("SOL_5m.csv, line 3: Duplicate: '2024-01-01T00:00:00Z'. Keep one of the rows.");
        typed.Output.ShouldContain("SOL_5m.csv, line 4: NotANumber: 'NaN'.");
    }

    [Fact]
    public async Task Check_StrictJson_FailsAndHoldsFilesAndRows()
    {
        var typed = await Typed.Run("data", "check", Folder, "--strict", "--json");

        typed.ExitCode.ShouldBe((int)ExitCode.Failed);
        using var json = JsonDocument.Parse(typed.Output);
        json.RootElement.GetProperty("ok").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("files")[0].GetProperty("bars").GetInt32().ShouldBe(1);
        json.RootElement.GetProperty("badRows").GetArrayLength().ShouldBe(2);
        json.RootElement.GetProperty("badRows")[1].GetProperty("line").GetInt32().ShouldBe(4);
    }

    [Fact]
    public async Task Check_ThousandsOfFaults_AreAllNamedAsJson()
    {
        File.AppendAllText(scratch.File("SOL_5m.csv"), string.Concat(Enumerable.Repeat("2024-01-01T00:10:00Z,1,2,1,oops,1\n", 3000)));

        var typed = await Typed.Run("data", "check", Folder, "--json");
        var lines = await Typed.Run("data", "check", Folder);

        using var json = JsonDocument.Parse(typed.Output);
        json.RootElement.GetProperty("badRows").GetArrayLength().ShouldBe(3002);
        lines.Output.ShouldContain("… and 2982 more; --json names them.");
    }

    [Fact]
    public async Task Check_NothingUsable_NamesAFaultOfEachFile()
    {
        File.WriteAllText(scratch.File("SOL_5m.csv"), "timestamp,open,high,low,volume\n1,1,1,1,1\n");
        File.WriteAllText(scratch.File("WIF_5m.csv"), "");

        var message = (await Should.ThrowAsync<CliFailure>(() => Typed.Run("data", "check", Folder))).Message;

        message.ShouldContain("SOL_5m.csv, line 1: columns missing: close. Give the file one header line");
        message.ShouldContain("WIF_5m.csv, line 0: no header line. Delete the file, or fill it.");
    }

    [Fact]
    public async Task Check_NoFolder_IsOneSentence() =>
        (await Should.ThrowAsync<CliFailure>(() => Typed.Run("data", "check", scratch.File("none")))).Message.ShouldContain("There is no folder");

    private string Folder => scratch.Path;
}
