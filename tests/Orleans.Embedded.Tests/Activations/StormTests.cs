using InvestBot.Orleans.Embedded.Hosting;
using Orleans;

namespace InvestBot.Orleans.Embedded.Tests.Activations;

public interface IStormy : IGrainWithIntegerKey
{
    Task<int> Enter(int hops, bool end);

    ValueTask<int> Quick();
}

public sealed class StormyGrain : Grain, IStormy, IDisposable
{
    private int _inside;
    private bool _over;

    public async Task<int> Enter(int hops, bool end)
    {
        Check();
        if (hops > 0)
        {
            // Downwards only, so that no circle can form.
            var next = GrainFactory.GetGrain<IStormy>(this.GetPrimaryKeyLong() + 1000);
            await next.Enter(hops - 1, end);
            Check();
            await Task.Yield();
            Check();
            await next.Quick();
            Check();
        }

        if (end) DeactivateOnIdle();
        return hops;
    }

    public ValueTask<int> Quick()
    {
        Check();
        return new(1);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyLong() % 3 == 0) await Task.Yield();
        Check();
    }

    public void Dispose() => _over = true;

    private void Check()
    {
        ObjectDisposedException.ThrowIf(_over, this);
        if (Interlocked.Increment(ref _inside) != 1) throw new InvalidOperationException("two turns at once");
        Interlocked.Decrement(ref _inside);
    }
}

public sealed class StormTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Storm_OfCallsAndDeactivations_LosesNothing(bool inline)
    {
        await using var silo = await EmbeddedSilo.StartAsync(null, options =>
        {
            options.AddAssemblyOf<StormTests>();
            if (!inline) options.InlineLimit = TimeSpan.FromSeconds(-1);
        });
        var callers = Enumerable.Range(0, 16).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            for (var i = 0; i < 500; i++)
            {
                var grain = silo.GrainFactory.GetGrain<IStormy>(random.Next(10));
                (await grain.Enter(3, random.Next(4) == 0)).ShouldBe(3);
                (await grain.Quick()).ShouldBe(1);
            }
        }));
        await Task.WhenAll(callers);
        var row = silo.Statistics.GetStatistics().Single(s => s.GrainType == "stormy");
        row.Errors.ShouldBe(0);
        row.Calls.ShouldBe(16 * 500 * (4 + 3 + 1));
    }
}
