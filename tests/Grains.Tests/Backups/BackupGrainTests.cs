using System.Threading.Channels;
using InvestBot.Engine.Conformance.Engines;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Backups;
using InvestBot.Grains.Backups;
using InvestBot.Orleans.Embedded.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace InvestBot.Grains.Tests.Backups;

public sealed class BackupGrainTests
{
    [Fact]
    public async Task Arranged_WakesTheBackupsAtFirstAndThenEveryHour()
    {
        ManualTime time = new();
        Looks looks = new();
        await using var silo = await EmbeddedSilo.StartAsync(services => services.AddSingleton<IDailyBackups>(looks), options => options.TimeProvider = time);
        await silo.GrainFactory.GetGrain<IBackupGrain>(GrainKeys.Fleet).Arrange(TimeSpan.FromMinutes(5));

        time.Advance(TimeSpan.FromMinutes(5));
        await looks.NextAsync();
        time.Advance(TimeSpan.FromHours(1));
        await looks.NextAsync();
    }

    private sealed class Looks : IDailyBackups
    {
        private readonly Channel<bool> _looks = Channel.CreateUnbounded<bool>();

        public void Wake() => _looks.Writer.TryWrite(true);

        public async Task NextAsync() => await _looks.Reader.ReadAsync(TestContext.Current.CancellationToken);
    }
}
