using System.Security.Cryptography;

namespace InvestBot.Storage.Keys;

public sealed class MasterKeyTests(FleetFixture fleet) : IClassFixture<FleetFixture>, IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_Created_IsPrivateAndLoads()
    {
        MasterKeySource.CreateFile(_file);

        File.GetUnixFileMode(_file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using MasterKey key = await new MasterKeySource { File = _file }.LoadAsync(Token);
        (await File.ReadAllTextAsync(_file, Token)).Trim().ShouldBe(key.ToText());
        Should.Throw<IOException>(() => MasterKeySource.CreateFile(_file));
    }

    [Fact]
    public async Task File_ThatOthersCanRead_IsRefusedWithTheRemedy()
    {
        MasterKeySource.CreateFile(_file);
        File.SetUnixFileMode(_file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        MasterKeyException refusal = await Should.ThrowAsync<MasterKeyException>(() => new MasterKeySource { File = _file }.LoadAsync(Token));

        refusal.Message.ShouldContain($"chmod 600 {_file}");
    }

    [Fact]
    public async Task File_Missing_IsRefused() =>
        (await Should.ThrowAsync<MasterKeyException>(() => new MasterKeySource { File = _file }.LoadAsync(Token))).Message.ShouldContain("is not there");

    [Fact]
    public async Task Source_WithNothingSet_IsRefused() =>
        (await Should.ThrowAsync<MasterKeyException>(() => new MasterKeySource().LoadAsync(Token))).Message.ShouldContain(MasterKeySource.Variable);

    [Fact]
    public async Task Command_ThatPrintsTheKey_Loads()
    {
        using MasterKey key = MasterKey.Create();
        using MasterKey loaded = await new MasterKeySource { Command = $"echo {key.ToText()}" }.LoadAsync(Token);

        loaded.ToText().ShouldBe(key.ToText());
    }

    [Fact]
    public async Task Command_ThatFails_IsRefused() =>
        (await Should.ThrowAsync<MasterKeyException>(() => new MasterKeySource { Command = "exit 3" }.LoadAsync(Token))).Message.ShouldContain("exit code 3");

    [Fact]
    public async Task Open_WithAnotherKey_IsRefused()
    {
        using MasterKey other = MasterKey.Create();

        (await Should.ThrowAsync<MasterKeyException>(() => FleetFixture.OpenAsync(fleet.Options, other))).Message.ShouldContain("made with another key");
    }

    [Fact]
    public void Parse_OfSomethingElse_IsRefused() => Should.Throw<MasterKeyException>(() => MasterKey.Parse("c2hvcnQ=", "a test"));

    [Fact]
    public void Ring_Sealed_OpensInItsPlaceOnly()
    {
        using DataKeyRing ring = NewRing();
        byte[] place = Associated.With("orders", "o1", 7);
        byte[] text = ring.Seal("content"u8, place);

        ring.Open(text, place).ShouldBe("content"u8.ToArray());
        foreach (byte[] elsewhere in (byte[][])[Associated.With("orders", "o2", 7), Associated.With("orders", "o1", 8), Associated.With("fills", "o1", 7)])
            Should.Throw<CryptographicException>(() => ring.Open(text, elsewhere));
        text[^1] ^= 1;
        Should.Throw<CryptographicException>(() => ring.Open(text, place));
    }

    [Fact]
    public void Ring_OfANewProcess_OpensWhatAnOldOneSealed()
    {
        byte[] index = RandomNumberGenerator.GetBytes(32);
        byte[] data = RandomNumberGenerator.GetBytes(32);
        using DataKeyRing old = new([new DataKey(0, [.. index]), new DataKey(1, [.. data])]);
        using DataKeyRing next = new([new DataKey(0, [.. index]), new DataKey(1, [.. data]), new DataKey(2, RandomNumberGenerator.GetBytes(32))]);

        next.Open(old.Seal("content"u8, []), []).ShouldBe("content"u8.ToArray());
        next.Blind("name").ShouldBe(old.Blind("name"));
        Should.Throw<CryptographicException>(() => old.Open(next.Seal("content"u8, []), []));
    }

    [Fact]
    public void Ring_SealingTheSameTwice_GivesDifferentBytes()
    {
        using DataKeyRing ring = NewRing();

        ring.Seal("same"u8, []).ShouldNotBe(ring.Seal("same"u8, []));
    }

    private static DataKeyRing NewRing() => new([new DataKey(0, RandomNumberGenerator.GetBytes(32)), new DataKey(1, RandomNumberGenerator.GetBytes(32))]);

    public void Dispose() => File.Delete(_file);
}
