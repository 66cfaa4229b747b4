using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Models;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Rounds;
using InvestBot.Domain.Signals;
using InvestBot.Domain.Values;
using InvestBot.Strategies.Signals;
using InvestBot.Strategies.Tests;

namespace InvestBot.Strategies.Learning;

public sealed class LearnerTests
{
    private static readonly DateTimeOffset Start = new(2024, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly InstrumentId Other = InstrumentId.Parse("binance:WIF/USDT");

    private static readonly BotConfiguration Bot = new(
        new InstanceId("alpha"), "none", BotMode.Automatic, "strategy.ensemble", ImmutableSortedDictionary<string, string>.Empty, "recording", Timeframe.FiveMinutes,
        [Series.Coin.Id, Other], null, new Money(1000m, new Currency("USDT")), new FilterSettings(), new ExitSettings(), new RiskSettings(),
        new PaperSettings { Commission = Ratio.Zero, Spread = Ratio.Zero, Slippage = Ratio.Percent(0.05m) }, TimeSpan.FromSeconds(60))
    { Learning = new LearningSettings { Enabled = true, HorizonBars = 3 } };

    private static DateTimeOffset Round(int number) => Start.AddMinutes(5 * (number + 1));

    private static Signal Wish(int round, InstrumentId instrument, params Vote[] votes) => new(
        instrument, Round(round), Side.Buy, 0.7, new Price(100m), new Price(99m), new Price(102m), null, "strategy.ensemble",
        ["Because."], [.. votes.Select(vote => new Feature("vote-" + vote.Expert, vote.Confidence))]);

    private static BarReport Report(int round, decimal open, decimal high, decimal low, decimal close, Signal? signal = null, InstrumentId? instrument = null) => new(
        instrument ?? Series.Coin.Id, new Bar(Start.AddMinutes(5 * round), new Price(open), new Price(high), new Price(low), new Price(close), new Quantity(10m)), 0, signal);

    // A wish at the close of round 0, and the bars of the rounds after it.
    private static (LearningState State, SignalOutcome? Outcome) After(params (decimal Open, decimal High, decimal Low, decimal Close)[] bars)
    {
        var state = Learner.Take(LearningState.Empty, [Report(0, 100, 100, 100, 100, Wish(0, Series.Coin.Id, new Vote("momentum", 0.7)))], Bot, Round(0)).State;
        var outcome = default(SignalOutcome);
        for (var i = 0; i < bars.Length; i++)
        {
            var taken = Learner.Take(state, [Report(i + 1, bars[i].Open, bars[i].High, bars[i].Low, bars[i].Close)], Bot, Round(i + 1));
            state = taken.State;
            outcome ??= taken.Outcomes.FirstOrDefault();
        }
        return (state, outcome);
    }

    [Fact]
    public void Outcome_AtTheTarget_IsAGainAfterCosts()
    {
        var outcome = After((100, 101, 99.5m, 100.5m), (100.5m, 102.5m, 100, 102)).Outcome.ShouldNotBeNull();

        outcome.Return.ShouldBe(0.02 - 0.001, 1e-12);
        outcome.Gain.ShouldBe(0.019 / 0.01 / 2, 1e-9);
        outcome.Won.ShouldBeTrue();
        outcome.At.ShouldBe(Round(2));
    }

    [Fact]
    public void Outcome_WhereStopAndTargetAreTouched_IsTheStop() => After((100, 103, 98, 102)).Outcome!.Return.ShouldBe(-0.01 - 0.001, 1e-12);

    [Fact]
    public void Outcome_OfAGapThroughTheStop_FillsAtTheOpen() => After((100, 100, 99.5m, 100), (97, 98, 96, 98)).Outcome!.Return.ShouldBe(-0.03 - 0.001, 1e-12);

    [Fact]
    public void Outcome_AtTheDeadline_IsTheClose() => After((100, 101, 99.5m, 100.5m), (100.5m, 101, 100, 100.5m), (100.5m, 101, 100, 100.8m)).Outcome!.Return.ShouldBe(0.008 - 0.001, 1e-12);

    [Fact]
    public void Outcome_OfAnExpert_StandsInItsRecord()
    {
        var (state, said) = After((100, 101, 99.5m, 100.5m), (100.5m, 102.5m, 100, 102));
        var outcome = said.ShouldNotBeNull();

        state.Records["momentum"].ShouldBe(new ExpertRecord(1, 1));
        state.Records.Keys.ShouldBe(["momentum"]);
        Learner.Learn(state, new SignalOutcome(outcome.Prediction, Round(9), -0.01), Bot.Learning).Records["momentum"].ShouldBe(new ExpertRecord(1, 2));
    }

    [Fact]
    public void Outcome_BeforeAnythingHappens_IsAwaited()
    {
        var (state, outcome) = After((100.2m, 101, 99.5m, 100.5m));

        outcome.ShouldBeNull();
        state.Open.ShouldHaveSingleItem().Entry.ShouldBe(100.2);
        state.Calibration.Total.ShouldBe(new CalibrationBin(0, 0));
    }

    [Fact]
    public void Learn_FromALoss_LowersTheExpertForAllAndForItsInstrument()
    {
        var state = After((100, 103, 98, 102)).State;

        state.Experts.Of("momentum").ShouldBe(1 - (0.1 * 0.55), 1e-9);
        state.BySymbol[Series.Coin.Id.ToString()].Of("momentum").ShouldBe(1 - (0.1 * 0.55), 1e-9);
        state.BySymbol.ShouldNotContainKey(Other.ToString());
        state.Calibration.Bins[7].ShouldBe(new CalibrationBin(0, 1));
    }

    [Fact]
    public void Take_ASecondSignalWhileOneIsAwaited_PredictsOnce()
    {
        var first = Learner.Take(LearningState.Empty, [Report(0, 100, 100, 100, 100, Wish(0, Series.Coin.Id))], Bot, Round(0));
        var second = Learner.Take(first.State, [Report(1, 100, 100, 100, 100, Wish(1, Series.Coin.Id)), Report(1, 100, 100, 100, 100, Wish(1, Other), Other)], Bot, Round(1));

        second.Made.ShouldHaveSingleItem().Instrument.ShouldBe(Other);
        second.State.Open.Length.ShouldBe(2);
        second.Reports.ShouldAllBe(report => report.Signal!.Reasons.Length == 2);
    }

    [Fact]
    public void Take_AWishWhileSomethingIsHeld_IsLearnedFromAndNotAsked()
    {
        var report = Report(0, 100, 100, 100, 100) with { Unasked = Wish(0, Series.Coin.Id) };

        var taken = Learner.Take(LearningState.Empty, [report], Bot, Round(0));

        taken.Made.ShouldHaveSingleItem();
        taken.Reports.ShouldHaveSingleItem().Signal.ShouldBeNull();
    }

    [Fact]
    public void Take_ARefusedSignal_LearnsNothing()
    {
        var report = Report(0, 100, 100, 100, 100, Wish(0, Series.Coin.Id) with { Refused = new SignalRefusal("session", "Closed.") });

        Learner.Take(LearningState.Empty, [report], Bot, Round(0)).Made.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(10.0, 1.05)] // 0.7 · 1.5, cut to 1
    [InlineData(0.1, 0.35)]
    [InlineData(1.2, 0.84)]
    public void Weigh_AVote_StaysWithinTheBound(double weight, double expected)
    {
        var state = LearningState.Empty with { Experts = new ExpertWeights(ExpertWeights.Equal.ByExpert.Add("momentum", weight)) };

        Learner.Weigh(state, "x", [new Vote("momentum", 0.7)], Bot.Learning).ShouldBe(Math.Min(1, expected), 1e-12);
    }

    [Fact]
    public void Weigh_OfAnExpertThatFailsWithOneInstrument_IsLowerThereAlone()
    {
        var state = LearningState.Empty;
        for (var i = 0; i < 6; i++)
        {
            var prediction = new Prediction(Other, Start, "strategy.ensemble", [new Vote("momentum", 0.7)], 0.7, 0.5, null, 99, 102, Start, 100, []);
            state = Learner.Learn(state, new SignalOutcome(prediction, Start, -0.011), Bot.Learning);
            state = Learner.Learn(state, new SignalOutcome(prediction with { Instrument = Series.Coin.Id }, Start, 0.019), Bot.Learning);
        }

        Learner.Weigh(state, Other.ToString(), [new Vote("momentum", 0.7)], Bot.Learning).ShouldBeLessThan(0.7);
        Learner.Weigh(state, Series.Coin.Id.ToString(), [new Vote("momentum", 0.7)], Bot.Learning).ShouldBeGreaterThan(0.7);
    }

    [Fact]
    public void Take_WithModels_LetsOneCountAndScoresItsShadow()
    {
        // One says 0.25 of every signal, the other 0.75; all signals lose.
        TrainedModel Version(int number, double odds) => new(number, "logistic", "strategy.ensemble", Math.Log(odds), [], [], default, default, default);
        var shelf = new ModelShelf { Versions = [Version(1, 3.0), Version(2, 1.0 / 3.0)], InForce = 1, Shadow = 2 };
        var bot = Bot with { Learning = Bot.Learning with { Models = shelf } };

        var first = Learner.Take(LearningState.Empty, [Report(0, 100, 100, 100, 100, Wish(0, Series.Coin.Id, new Vote("momentum", 0.6)))], bot, Round(0));
        var second = Learner.Take(first.State, [Report(1, 100, 101, 98, 99)], bot, Round(1));

        first.Made[0].Raw.ShouldBe(0.75, 1e-12);
        first.Made[0].Confidence.ShouldBe(0.5);
        first.Made[0].Shadow.ShouldBe(new ShadowOpinion(2, 0.25));
        first.Reports[0].Signal!.Reasons[^1].ShouldStartWith("Model 1 (logistic) says 0.75");
        second.State.Shadow.Outcomes.ShouldBe(1);
        second.State.Shadow.MeanLoss.ShouldBe(-Math.Log(0.75), 1e-12);
        second.State.Shadow.MeanPresentLoss.ShouldBe(-Math.Log(0.5), 1e-12);
    }

    [Fact]
    public void Take_WithAShadow_ChangesNoConfidence()
    {
        var shelf = new ModelShelf().Add(new TrainedModel(1, "logistic", "strategy.ensemble", 2.0, [], [], default, default, default));
        BarReport[] reports = [Report(0, 100, 100, 100, 100, Wish(0, Series.Coin.Id, new Vote("momentum", 0.6)))];

        Learner.Take(LearningState.Empty, reports, Bot with { Learning = Bot.Learning with { Models = shelf } }, Round(0)).Made[0].Raw
            .ShouldBe(Learner.Take(LearningState.Empty, reports, Bot, Round(0)).Made[0].Raw);
    }

    [Fact]
    public void Take_TheSameRoundsInAnotherOrder_GivesTheSameToTheLastBit()
    {
        string Learned(bool turned)
        {
            var random = new Random(9);
            var (state, price) = (LearningState.Empty, 100m);
            for (var round = 0; round < 400; round++)
            {
                price = Math.Max(50m, price + (random.Next(-100, 101) / 100m));
                InstrumentId[] both = [Series.Coin.Id, Other];
                var reports = both.Select(id => Report(round, price, price + 1, price - 1, price, random.Next(4) > 0 ? null : Wish(round, id, new Vote("momentum", 0.7), new Vote("mean-reversion", random.Next(50, 100) / 100.0)) with { Stop = new Price(price - 2), Target = new Price(price + 3) }, id)).ToList();
                if (turned) reports.Reverse();
                state = Learner.Take(state, reports, Bot, Round(round)).State;
            }
            return string.Join(' ', state.Experts.ByExpert) + string.Join(' ', state.BySymbol.SelectMany(pair => pair.Value.ByExpert)) + string.Join(' ', state.Calibration.Bins) + string.Join(' ', state.Open.Select(open => open.Raw));
        }

        Learned(turned: true).ShouldBe(Learned(turned: false));
        Learned(turned: false).ShouldContain("momentum");
    }
}
