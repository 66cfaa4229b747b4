using InvestBot.Cli.Scratch;

namespace InvestBot.Cli.Home;

public sealed class InstallationHomeTests
{
    private static string? Nothing(string name) => null;

    [Fact]
    public void For_Root_IsWhereTheDatabasesAccountCanGo() =>
        InstallationHome.For("/srv/clone", Nothing, privileged: true, "/srv/person").Folder.ShouldStartWith("/var/lib/investbot/");

    [Fact]
    public void For_AUser_IsInTheirDataFolder() =>
        InstallationHome.For("/srv/clone", Nothing, privileged: false, "/srv/person").Folder.ShouldStartWith("/srv/person/.local/share/investbot/");

    [Fact]
    public void For_TheVariable_Wins() =>
        InstallationHome.For("/srv/clone", name => name == InstallationHome.Variable ? "/srv/mine" : null, privileged: true, "/srv/person")
            .Folder.ShouldBe("/srv/mine");

    [Fact]
    public void For_TwoClones_AreTwoHomes() =>
        InstallationHome.For("/srv/one", Nothing, true, "/srv/person").Folder
            .ShouldNotBe(InstallationHome.For("/srv/two", Nothing, true, "/srv/person").Folder);

    [Fact]
    public void SetAside_KeepsOneGeneration()
    {
        using var scratch = new ScratchFolder();
        var home = new InstallationHome(scratch.File("home"));
        home.Make();
        File.WriteAllText(home.MasterKeyFile, "first");
        home.SetAside();
        File.WriteAllText(home.MasterKeyFile, "second");
        home.SetAside();

        File.Exists(home.MasterKeyFile).ShouldBeFalse();
        File.ReadAllText(Path.Combine(home.PreviousFolder, "keys", "master.key")).ShouldBe("second");
    }

    [Fact]
    public async Task Lock_HeldByAnother_IsWaitedFor()
    {
        using var scratch = new ScratchFolder();
        var home = new InstallationHome(scratch.File("home"));
        var first = await HomeLock.TakeAsync(home, TimeProvider.System, CancellationToken.None);
        var second = HomeLock.TakeAsync(home, TimeProvider.System, CancellationToken.None);

        second.IsCompleted.ShouldBeFalse();
        first.Dispose();

        (await second).Dispose();
    }
}
