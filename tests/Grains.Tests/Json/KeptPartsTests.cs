using System.Text;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Risk;
using InvestBot.GrainInterfaces.Json;
using InvestBot.Grains.Keeping;
using InvestBot.Grains.Tests.Worlds;
using InvestBot.Strategies.Learning;

namespace InvestBot.Grains.Tests.Json;

public sealed class KeptPartsTests
{
    private static readonly BotConfiguration Configuration = Trading.Roomy("a");

    [Fact]
    public void Configuration_WrittenAgain_IsTheSameText() => DomainJson.Bytes(Configuration).ShouldBe(DomainJson.Bytes(Configuration));

    [Fact]
    public void Configuration_ReadAndWritten_IsTheSameText()
    {
        var text = DomainJson.Bytes(Configuration);
        DomainJson.Bytes(DomainJson.Read<BotConfiguration>(text)).ShouldBe(text);
    }

    [Fact]
    public void Settings_InAConfiguration_AreWrittenAsAlone() =>
        Encoding.UTF8.GetString(DomainJson.Bytes(Configuration)).ShouldContain(Encoding.UTF8.GetString(DomainJson.Bytes(Configuration.Risk)));

    [Fact]
    public void Settings_Changed_AreWrittenAsTheyAreNow()
    {
        DomainJson.Bytes(Configuration);
        var changed = Configuration with { Risk = Configuration.Risk with { TradesPerDay = 7 } };

        DomainJson.Read<BotConfiguration>(DomainJson.Bytes(changed)).Risk.TradesPerDay.ShouldBe(7);
        DomainJson.Read<RiskSettings>(DomainJson.Bytes(changed.Risk)).TradesPerDay.ShouldBe(7);
    }

    [Fact]
    public void Learned_Changed_IsWrittenAsItIsNow()
    {
        var before = LearningState.Empty;
        var after = before with { Calibration = new Calibration([.. before.Calibration.Bins.Select((bin, at) => at == 3 ? new CalibrationBin(1, 2) : bin)]) };
        KeptStates.Schemas.Write(before).ShouldBe(DomainJson.Bytes(before));

        var text = KeptStates.Schemas.Write(after);

        text.ShouldBe(DomainJson.Bytes(after));
        KeptStates.Schemas.Write(after).ShouldBe(text);
        KeptStates.Schemas.Read<LearningState>(text)!.Calibration.Bins[3].ShouldBe(new CalibrationBin(1, 2));
    }
}
