using System.Security.Cryptography;
using InvestBot.Storage.Commits;
using Npgsql;

namespace InvestBot.Storage.Server;

public sealed class DatabaseTroubleTests
{
    [Theory]
    [InlineData("53100", "disk")]
    [InlineData("53300", "connections")]
    [InlineData("28P01", "refuses the login")]
    [InlineData("57P03", "recovering")]
    [InlineData("57P01", "recovering")]
    [InlineData("25006", "no writes")]
    public void Trouble_OfWhatTheDatabaseSaid_IsASentenceWithARemedy(string state, string words)
    {
        var trouble = DatabaseTrouble.Of(new CommitRefusedException("refused", new PostgresException("secret detail", "ERROR", "ERROR", state)));

        trouble.What.ShouldContain(words);
        trouble.What.ShouldNotContain("secret");
        trouble.Remedy.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Trouble_OfADatabaseThatIsAway_SaysThatItDoesNotAnswer()
    {
        await using NpgsqlConnection connection = new($"Host=127.0.0.1;Port={LoopbackPort.FindFree()};Username=u;Password=p;Database=d");
        var refused = await Should.ThrowAsync<NpgsqlException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));

        DatabaseTrouble.Of(refused).What.ShouldBe("The database does not answer.");
    }

    [Fact]
    public void Trouble_OfADamagedCiphertext_NamesTheBackup() =>
        DatabaseTrouble.Of(new InvalidOperationException("outer", new AuthenticationTagMismatchException())).Remedy.ShouldContain("investbot backup restore");
}
