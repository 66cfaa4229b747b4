using FsCheck.Fluent;
using InvestBot.Domain.Identity;

namespace InvestBot.Domain.Tests.Identity;

public sealed class ClientOrderIdsTests
{
    private static readonly InstanceId Alpha = new("alpha-1");
    private static readonly DateTimeOffset Round = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Entry_SameDecision_HasTheSameId() =>
        ClientOrderIds.Entry(Alpha, 3, Round, 7).Value.ShouldBe("alpha-1.3.h0hg007");

    [Fact]
    public void Entry_AnyTwoDecisions_HaveTheSameIdOnlyWhenTheyAreTheSame()
    {
        var decisions = from epoch in Gen.Choose(1, 40)
                        from minute in Gen.Choose(0, 3_000_000)
                        from place in Gen.Choose(0, 1295)
                        select (epoch, minute, place);
        Seeded.ForAll(decisions.Two(), pair =>
        {
            var (first, second) = pair;
            (Id(first) == Id(second)).ShouldBe(first == second);
        });

        static ClientOrderId Id((int Epoch, int Minute, int Place) decision) =>
            ClientOrderIds.Entry(Alpha, decision.Epoch, Round.AddMinutes(decision.Minute), decision.Place);
    }

    [Fact]
    public void Entry_EveryPlaceOfSeveralRoundsAndEpochs_IsUnique()
    {
        var ids = from epoch in Enumerable.Range(1, 12)
                  from minute in Enumerable.Range(0, 40)
                  from place in Enumerable.Range(0, 60)
                  select ClientOrderIds.Entry(Alpha, epoch, Round.AddMinutes(minute), place).Value;
        ids.Distinct().Count().ShouldBe(12 * 40 * 60);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1296)]
    public void Entry_PlaceOutsideTheUniverse_Throws(int place) =>
        Should.Throw<ArgumentOutOfRangeException>(() => ClientOrderIds.Entry(Alpha, 1, Round, place));

    [Fact]
    public void Legs_OfATrade_HaveTheirOwnIds()
    {
        var entry = ClientOrderIds.Entry(Alpha, 1, Round, 0);
        var trade = new TradeId(entry.Value);
        new[] { entry, ClientOrderIds.Stop(trade), ClientOrderIds.Target(trade), ClientOrderIds.Exit(trade, 1), ClientOrderIds.Exit(trade, 12) }
            .Select(id => id.Value[entry.Value.Length..])
            .ShouldBe(["", "-s", "-t", "-x1", "-x12"]);
    }

    [Theory]
    [InlineData("k-s")]
    [InlineData("k-t")]
    [InlineData("k-x1")]
    public void Manual_KeyThatLooksLikeALeg_IsNoLeg(string key)
    {
        var other = new TradeId(ClientOrderIds.Manual(Alpha, 2, "k").Value);

        new[] { ClientOrderIds.Stop(other), ClientOrderIds.Target(other), ClientOrderIds.Exit(other, 1) }.ShouldNotContain(ClientOrderIds.Manual(Alpha, 2, key));
    }

    [Fact]
    public void Manual_SameKey_HasTheSameId() =>
        ClientOrderIds.Manual(Alpha, 2, "k1").ShouldBe(ClientOrderIds.Manual(Alpha, 2, "k1"));

    [Fact]
    public void Entry_OtherCulture_IsTheSame()
    {
        var before = ClientOrderIds.Entry(Alpha, 1, Round, 5);
        using var arabic = new InCulture("ar-SA");
        ClientOrderIds.Entry(Alpha, 1, Round, 5).ShouldBe(before);
    }
}
