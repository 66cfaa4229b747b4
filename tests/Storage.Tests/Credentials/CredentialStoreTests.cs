using InvestBot.Storage.Backups;
using InvestBot.Storage.Backups.Folders;
using Npgsql;

namespace InvestBot.Storage.Credentials;

public sealed class CredentialStoreTests(FleetFixture fleet)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private CredentialStore Store => fleet.Storage.Credentials;

    [Fact]
    public async Task Key_SetTwice_IsTheSecondAndListedOnce()
    {
        string instance = await fleet.CreateInstanceAsync();
        await Store.SetAsync(instance, "alpaca.secret", Samples.Bytes("first"), Token);
        await Store.SetAsync(instance, "alpaca.secret", Samples.Bytes("second"), Token);
        await Store.SetAsync(instance, "alpaca.id", Samples.Bytes("id"), Token);

        Samples.Text(await Store.ReadAsync(instance, "alpaca.secret", Token)).ShouldBe("second");
        (await Store.ListAsync(instance, Token)).Select(key => key.Name).ShouldBe(["alpaca.id", "alpaca.secret"]);
        (await Store.RemoveAsync(instance, "alpaca.id", Token)).ShouldBeTrue();
        (await Store.RemoveAsync(instance, "alpaca.id", Token)).ShouldBeFalse();
        (await Store.ReadAsync(instance, "alpaca.id", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Key_OfAnArchivedInstance_StaysAsItIs()
    {
        string instance = await fleet.CreateInstanceAsync();
        await Store.SetAsync(instance, "wallet", Samples.Bytes("kept"), Token);
        await fleet.Storage.Instances.ArchiveAsync(instance, Token);

        (await Store.SetAsync(instance, "wallet", Samples.Bytes("new"), Token)).ShouldBeFalse();
        Samples.Text(await Store.ReadAsync(instance, "wallet", Token)).ShouldBe("kept");
    }

    [Fact]
    public async Task Key_OfAnArchivedInstance_CanBeForgotten()
    {
        string instance = await fleet.CreateInstanceAsync();
        await Store.SetAsync(instance, "wallet", Samples.Bytes("gone"), Token);
        await fleet.Storage.Instances.ArchiveAsync(instance, Token);

        (await Store.RemoveAsync(instance, "wallet", Token)).ShouldBeTrue();
        (await Store.RemoveAsync(instance, "wallet", Token)).ShouldBeFalse();
        (await Store.ListAsync(instance, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Key_MovedToAnotherName_DoesNotOpen()
    {
        string instance = await fleet.CreateInstanceAsync();
        await Store.SetAsync(instance, "wallet", Samples.Bytes("secret"), Token);
        await using NpgsqlConnection owner = await fleet.OwnerAsync("bot_" + instance);
        await using NpgsqlCommand move = new("update credentials set name = 'other'", owner);
        await move.ExecuteNonQueryAsync(Token);

        await Should.ThrowAsync<System.Security.Cryptography.CryptographicException>(() => Store.ReadAsync(instance, "other", Token));
    }

    [Fact]
    public async Task Key_OfARestoredInstance_IsThereUnderItsNewName()
    {
        BackupFolder folder = BackupSamples.NewFolder();
        try
        {
            string instance = await fleet.FilledAsync();
            await Store.SetAsync(instance, "wallet", Samples.Bytes("secret"), Token);
            MadeBackup made = await fleet.BackUpAsync(instance, folder);
            await fleet.RestoreAsync(made.Path, instance + "-2", new SampleChanges());

            Samples.Text(await Store.ReadAsync(instance + "-2", "wallet", Token)).ShouldBe("secret");
            await fleet.Storage.Instances.DropAsync(instance + "-2", Token);
        }
        finally
        {
            BackupSamples.Remove(folder);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Alpaca")]
    [InlineData("1st")]
    [InlineData("a/b")]
    public async Task Name_ThatIsNone_IsRefused(string name) =>
        (await Should.ThrowAsync<ArgumentException>(() => Store.SetAsync("nobody", name, Samples.Bytes("x"), Token))).Message.ShouldContain(CredentialName.Rule);
}
