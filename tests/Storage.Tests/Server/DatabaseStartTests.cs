using InvestBot.TestKit.Postgres;
using Npgsql;

namespace InvestBot.Storage.Server;

public sealed class DatabaseStartTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Await_AServerThatIsThere_Completes() =>
        await DatabaseStart.AwaitAsync(postgres.OwnerConnectionString, TimeSpan.Zero, TimeProvider.System, CancellationToken.None);

    [Fact]
    public async Task Await_WhatIsNoStart_FailsAtOnce()
    {
        var wrong = new NpgsqlConnectionStringBuilder(postgres.OwnerConnectionString) { Username = "nobody-of-this-name" }.ConnectionString;

        await Should.ThrowAsync<PostgresException>(() => DatabaseStart.AwaitAsync(wrong, TimeSpan.FromMinutes(5), TimeProvider.System, CancellationToken.None));
    }

    [Fact]
    public async Task Await_BeyondItsPatience_Fails()
    {
        var nobody = new NpgsqlConnectionStringBuilder(postgres.OwnerConnectionString) { Port = LoopbackPort.FindFree() }.ConnectionString;

        await Should.ThrowAsync<NpgsqlException>(() => DatabaseStart.AwaitAsync(nobody, TimeSpan.Zero, TimeProvider.System, CancellationToken.None));
    }
}
