using System.Globalization;
using System.Text.Json;
using InvestBot.Cli.Launcher;
using InvestBot.Cli.Output;
using InvestBot.Cli.Testing;

namespace InvestBot.Cli.Backups;

public sealed class BackupCommandTests
{
    [Fact, Trait(Runs.Name, Runs.Full)]
    public async Task Backups_OfAFleetThatTrades_RestoreBesideItAndInPlaceAndOnAnotherMachine()
    {
        await using var investbot = new Investbot();
        await UpAsync(investbot);

        var (made, at) = (await ReportAsync(investbot, "backup", "create"), TimeProvider.System.GetUtcNow());
        var file = made.Notes[0];
        var bot = Path.GetFileName(Path.GetDirectoryName(file))!;
        var verified = await ReportAsync(investbot, "backup", "verify");
        var beside = await ReportAsync(investbot, "backup", "restore", bot, "--as", "beside");
        var inPlace = await ReportAsync(investbot, "backup", "restore", bot, "--file", Path.GetFileName(file));
        // A base backup can be recovered from the next whole second on.
        while (TimeProvider.System.GetUtcNow() < at.AddSeconds(2)) await Task.Yield();
        var moment = TimeProvider.System.GetUtcNow();
        var then = await ReportAsync(investbot, "backup", "restore", bot, "--as", "then", "--at", moment.ToString("O", CultureInfo.InvariantCulture));
        var books = await ReportAsync(investbot, "verify");
        await investbot.RunAsync("down");
        var stopped = await ReportAsync(investbot, "backup", "restore", bot, "--file", file);

        Value(made, "backups").ShouldBe(Value(verified, "verified"));
        Value(made, "speed").ShouldBeGreaterThan(0);
        beside.Notes.ShouldHaveSingleItem().ShouldContain("'beside' is as");
        inPlace.Notes.Count.ShouldBe(2);
        inPlace.Notes[1].ShouldContain("-replaced-");
        then.Notes.ShouldHaveSingleItem().ShouldContain(moment.ToString("'was at' yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        books.Ok.ShouldBeTrue(string.Join(' ', books.Notes));
        Value(stopped, "epoch").ShouldBeGreaterThan(Value(inPlace, "epoch"));
        stopped.Notes[^1].ShouldContain("investbot up");
        await UpAsync(investbot);
        (await ReportAsync(investbot, "verify")).Ok.ShouldBeTrue();
        await RestoreElsewhereAsync(investbot, bot, file);
    }

    [Fact, Trait(Runs.Name, Runs.Full)]
    public async Task Create_KilledInTheMiddle_LeavesNothingHalf()
    {
        await using var investbot = new Investbot();
        await UpAsync(investbot);
        using (var killed = investbot.Start("backup", "create"))
        {
            while (!killed.HasExited && !Parts(investbot).Any()) await Task.Yield();
            killed.Kill();
            await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var left = await ReportAsync(investbot, "backup", "list");
        var made = await ReportAsync(investbot, "backup", "create");

        (await ReportAsync(investbot, "backup", "verify")).Ok.ShouldBeTrue();
        Value(left, "backups").ShouldBe(0);
        made.Ok.ShouldBeTrue();
        Parts(investbot).ShouldBeEmpty();
    }

    [Fact]
    public async Task Restore_WithoutABackup_SaysHowToMakeOne()
    {
        await using var investbot = new Investbot();

        var run = await investbot.RunAsync("backup", "restore", "alpha");

        (run.ExitCode, run.Errors.Trim()).ShouldBe((15, $"investbot: There is no backup of 'alpha' in {investbot.Home.BackupFolder}; to make one: investbot backup create alpha"));
    }

    [Theory]
    [InlineData("--at", "yesterday evening", "is no moment; write it in UTC as")]
    [InlineData("--as", "Not A Name", "is no name for a bot")]
    public async Task Restore_WithAMistake_NamesIt(string option, string value, string said)
    {
        await using var investbot = new Investbot();

        var run = await investbot.RunAsync("backup", "restore", "alpha", option, value);

        (run.ExitCode, run.Errors).ShouldSatisfyAllConditions(it => it.ExitCode.ShouldBe(2), it => it.Errors.ShouldContain(said));
    }

    [Fact]
    public async Task Create_WithoutAKey_SaysSo()
    {
        await using var investbot = new Investbot();

        var run = await investbot.RunAsync("backup", "create");

        (run.ExitCode, run.Errors).ShouldSatisfyAllConditions(it => it.ExitCode.ShouldBe(16), it => it.Errors.ShouldContain("master key file"));
    }

    // A machine that has the master key and one backup, and nothing else.
    private static async Task RestoreElsewhereAsync(Investbot from, string bot, string file)
    {
        await using var other = new Investbot();
        other.Home.Make();
        File.Copy(from.Home.MasterKeyFile, other.Home.MasterKeyFile);
        var restored = await ReportAsync(other, "backup", "restore", bot, "--file", file);
        restored.Ok.ShouldBeTrue(string.Join(' ', restored.Notes));
        (await other.UpAsync()).ExitCode.ShouldBe(0);
        (await other.StatusAsync())["instances"].ShouldBe("1");
        (await ReportAsync(other, "verify")).Ok.ShouldBeTrue();
    }

    private static async Task UpAsync(Investbot investbot)
    {
        var up = await investbot.RunAsync("up", "--port", $"{investbot.Port}");
        up.ExitCode.ShouldBe(0, up.Errors);
        // The first fleet is made behind a ready page.
        await investbot.UntilAsync("running=1");
    }

    private static async Task<Report> ReportAsync(Investbot investbot, params string[] arguments)
    {
        var run = await investbot.RunAsync([.. arguments, "--json"]);
        return Report.Parse(run.Output.Length > 0 ? run.Output : throw new JsonException(run.Errors));
    }

    private static double Value(Report report, string name) =>
        (double)(report.Figures.FirstOrDefault(figure => figure.Name == name)?.Value ?? throw new KeyNotFoundException($"{name}: {string.Join(' ', report.Notes)}"));

    private static IEnumerable<string> Parts(Investbot investbot) =>
        Directory.Exists(investbot.Home.BackupFolder) ? Directory.EnumerateFiles(investbot.Home.BackupFolder, "*.part", SearchOption.AllDirectories) : [];
}
