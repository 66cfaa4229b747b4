namespace InvestBot.Storage.Server;

public sealed class RecoveryFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("investbot-recovery-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_WhatAKilledRecoveryLeft_EndsItsServerAndRemovesIt()
    {
        File.SetUnixFileMode(_root, File.GetUnixFileMode(_root) | UnixFileMode.OtherExecute);
        string left = Path.Combine(_root, "recovery-0badc0de");
        await File.WriteAllTextAsync(left + ".lock", "", Token);
        PrivatePostgres server = new(new PrivatePostgresOptions { Folder = left, ThrowAway = true });
        await server.StartAsync(Token);
        using RecoveryFolder used = RecoveryFolder.Make(_root);
        string killedBeforeItsFolder = Path.Combine(_root, "recovery-00000000.lock");
        await File.WriteAllTextAsync(killedBeforeItsFolder, "", Token);

        await RecoveryFolder.SweepAsync(_root, Token);

        Directory.EnumerateFileSystemEntries(_root).Order(StringComparer.Ordinal).ShouldBe([used.Path, used.Path + ".lock"]);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
