using InvestBot.Storage.Commits;
using InvestBot.TestKit.Postgres;
using Npgsql;

namespace InvestBot.Storage.Instances;

public sealed class InstanceIsolationTests(FleetFixture fleet)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private InstanceDatabases Instances => fleet.Storage.Instances;

    [Fact]
    public async Task Role_OfAnInstance_ReachesNoOtherDatabase()
    {
        string mine = await fleet.CreateInstanceAsync();
        string other = await fleet.CreateInstanceAsync();

        foreach (string database in (string[])["bot_" + other, fleet.Options.ControlDatabase, fleet.Options.MarketDatabase, "postgres", "template1"])
        {
            PostgresException refusal = await Should.ThrowAsync<PostgresException>(() => ConnectAsync(mine, database));
            refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, database);
        }

        await (await ConnectAsync(mine, "bot_" + mine)).DisposeAsync();
    }

    [Theory]
    [InlineData("update journal set kind = 'x'")]
    [InlineData("delete from journal")]
    [InlineData("truncate journal")]
    [InlineData("delete from orders")]
    [InlineData("delete from grain_state")]
    [InlineData("create table mine (id integer)")]
    [InlineData("alter table journal disable trigger all")]
    [InlineData("select * from schema_version")]
    public async Task Role_OfAnInstance_MayDoNoMoreThanItsWork(string sql)
    {
        string instance = await fleet.CreateInstanceAsync();
        await using NpgsqlConnection connection = await ConnectAsync(instance, "bot_" + instance);
        await using NpgsqlCommand command = new(sql, connection);

        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Token))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData("update journal set kind = 'x'")]
    [InlineData("delete from journal")]
    [InlineData("truncate journal")]
    public async Task Journal_ChangedByItsOwner_Refuses(string sql)
    {
        string instance = await fleet.CreateInstanceAsync();
        await using NpgsqlConnection owner = await fleet.OwnerAsync("bot_" + instance);
        await using NpgsqlCommand command = new(sql, owner);

        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Token))).MessageText.ShouldBe("the journal is append-only");
    }

    [Fact]
    public async Task Create_Twice_KeepsWhatIsThere()
    {
        string instance = await fleet.CreateInstanceAsync();
        await fleet.Storage.Commits.CommitAsync(instance, Samples.State("a", 0, "one"));

        await Instances.CreateAsync(instance, Token);

        Samples.Text((await fleet.Storage.Commits.ReadAsync(instance, Samples.Grain("a"), Token))!.Data).ShouldBe("one");
    }

    [Fact]
    public async Task Create_AfterACrashHalfWay_GoesOn()
    {
        string instance = await fleet.CreateInstanceAsync();
        await using NpgsqlConnection owner = await fleet.OwnerAsync(fleet.Options.ControlDatabase);
        await using NpgsqlCommand command = new($"update instances set state = 'creating', schema_number = 0 where name = '{instance}'", owner);
        await command.ExecuteNonQueryAsync(Token);
        await using NpgsqlCommand drop = new($"drop database \"bot_{instance}\"", owner);
        await drop.ExecuteNonQueryAsync(Token);
        await Should.ThrowAsync<InvalidOperationException>(() => Instances.OpenAsync(instance, Token));

        await Instances.CreateAsync(instance, Token);

        (await fleet.Storage.Commits.CommitAsync(instance, Samples.State("a", 0, "one"))).ShouldBe(1);
    }

    [Theory]
    [InlineData("fleet")]
    [InlineData("Alpha")]
    [InlineData("a;drop")]
    [InlineData("")]
    public async Task Create_WithANameThatCannotBe_Refuses(string name) =>
        await Should.ThrowAsync<ArgumentException>(() => Instances.CreateAsync(name, Token));

    [Fact]
    public async Task Create_OverSomebodyElsesDatabase_Refuses()
    {
        string name = PostgresFixture.UniqueName("t").Replace('_', '-');
        await using NpgsqlConnection owner = await fleet.OwnerAsync("postgres");
        await using NpgsqlCommand command = new($"create database \"bot_{name}\"", owner);
        await command.ExecuteNonQueryAsync(Token);

        await Should.ThrowAsync<InvalidOperationException>(() => Instances.CreateAsync(name, Token));

        command.CommandText = $"drop database \"bot_{name}\"";
        await command.ExecuteNonQueryAsync(Token);
    }

    [Fact]
    public async Task Archive_CanBeReadAndNotWritten()
    {
        string instance = await fleet.CreateInstanceAsync();
        await fleet.Storage.Commits.CommitAsync(instance, Samples.State("a", 0, "one"));

        await Instances.ArchiveAsync(instance, Token);

        (await fleet.Storage.Commits.ReadAsync(instance, Samples.Grain("a"), Token))!.Version.ShouldBe(1);
        await Should.ThrowAsync<CommitRefusedException>(() => fleet.Storage.Commits.CommitAsync(instance, Samples.State("a", 1, "two")));
        (await Instances.ListAsync(Token)).Single(record => record.Name == instance).State.ShouldBe("archived");
    }

    [Fact]
    public async Task Drop_LeavesNeitherDatabaseNorRoleNorKeys()
    {
        string instance = await fleet.CreateInstanceAsync();
        await fleet.Storage.Commits.CommitAsync(instance, Samples.State("a", 0, "one"));

        await Instances.DropAsync(instance, Token);

        await using NpgsqlConnection owner = await fleet.OwnerAsync(fleet.Options.ControlDatabase);
        await using NpgsqlCommand command = new(
            "select (select count(*) from pg_database where datname = $1) + (select count(*) from pg_roles where rolname = $1) + (select count(*) from instance_keys where instance = $2)",
            owner);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "bot_" + instance });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = instance });
        (await command.ExecuteScalarAsync(Token)).ShouldBe(0L);
        await Should.ThrowAsync<InvalidOperationException>(() => Instances.OpenAsync(instance, Token));
    }

    [Fact]
    public async Task Fleet_KeepsItsGrainsInTheControlDatabase()
    {
        GrainCommit commit = Samples.State("accounts", 0, "shared") with { Events = [Samples.Event("r", "e")] };

        await fleet.Storage.Commits.CommitAsync(InstanceName.Fleet, commit);

        Samples.Text((await fleet.Storage.Commits.ReadAsync(InstanceName.Fleet, commit.Grain, Token))!.Data).ShouldBe("shared");
        (await fleet.Storage.Journal.VerifyAsync(InstanceName.Fleet, Token)).IsUnbroken.ShouldBeTrue();
    }

    private async Task<NpgsqlConnection> ConnectAsync(string instance, string database)
    {
        // As the operator would who forgot the password: set one, and try doors with it.
        await using NpgsqlConnection owner = await fleet.OwnerAsync("postgres");
        await using NpgsqlCommand command = new($"alter role \"bot_{instance}\" password 'tried'", owner);
        await command.ExecuteNonQueryAsync(Token);
        NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(fleet.ServerConnectionString)
        {
            Database = database,
            Username = "bot_" + instance,
            Password = "tried",
            Pooling = false,
        }.ConnectionString);
        await connection.OpenAsync(Token);
        return connection;
    }
}
