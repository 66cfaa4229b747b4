using InvestBot.Engine.Conformance.Engines;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Engine.Conformance.Life;

public sealed class ManagementTests
{
    [Fact]
    public async Task Statistics_CountActivationsOfEachClass()
    {
        await using var silo = await Silo.StartAsync();
        var management = silo.Grains.GetGrain<IManagementGrain>(0);
        foreach (var key in (string[])["a", "b", "c"]) await silo.Grains.GetGrain<IOrdinaryMortal>(key).Touch();
        await silo.Grains.GetGrain<IImmortal>("a").Touch();
        var rows = await management.GetSimpleGrainStatistics();
        rows.Where(row => Names(row, "ordinarymortal")).Sum(row => row.ActivationCount).ShouldBe(3);
        rows.Where(row => Names(row, "immortal")).Sum(row => row.ActivationCount).ShouldBe(1);
        (await management.GetTotalActivationCount()).ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public async Task ActiveGrains_AreThoseInMemory()
    {
        await using var silo = await Silo.StartAsync();
        var management = silo.Grains.GetGrain<IManagementGrain>(0);
        var grain = silo.Grains.GetGrain<IOrdinaryMortal>(Gate.NewName());
        await grain.Touch();
        (await management.GetActiveGrains(grain.GetGrainId().Type)).ShouldBe([grain.GetGrainId()]);
        (await management.GetGrainActivationCount((GrainReference)(object)grain)).ShouldBe(1);
        (await management.GetGrainActivationCount((GrainReference)(object)silo.Grains.GetGrain<IOrdinaryMortal>(Gate.NewName()))).ShouldBe(0);
    }

    private static bool Names(SimpleGrainStatistic row, string word) => row.GrainType.Contains(word, StringComparison.OrdinalIgnoreCase);
}
