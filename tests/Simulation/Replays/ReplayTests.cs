using InvestBot.Orleans.Embedded.Scheduling;
using InvestBot.Simulation.Faults;
using InvestBot.Simulation.Runs;

namespace InvestBot.Simulation.Tests.Replays;

public sealed class ReplayTests
{
    [Fact]
    public void Run_WithTheSameSeed_DoesTheSame() =>
        SimulationRun.Run(new SimulationOptions(3, Bots: 2)).Digest.ShouldBe(SimulationRun.Run(new SimulationOptions(3, Bots: 2)).Digest);

    [Fact]
    public void Run_WithAnotherSeed_DoesSomethingElse() =>
        SimulationRun.Run(new SimulationOptions(3, Bots: 2)).Digest.ShouldNotBe(SimulationRun.Run(new SimulationOptions(4, Bots: 2)).Digest);

    [Fact]
    public void Run_WithoutFaults_HasNone() =>
        SimulationRun.Run(new SimulationOptions(3, Bots: 2, Only: [])).Faults.ShouldBeEmpty();

    [Fact]
    public void Run_WithTheFaultsThatItHad_DoesTheSame()
    {
        var first = SimulationRun.Run(new SimulationOptions(5, Bots: 2));
        first.Faults.ShouldNotBeEmpty();
        SimulationRun.Run(new SimulationOptions(5, Bots: 2, Only: [.. first.Faults])).Digest.ShouldBe(first.Digest);
    }

    [Fact]
    public void Run_WithWorkOnAnotherThread_EndsAndSaysWhere()
    {
        var never = new TaskCompletionSource();
        var fault = Should.Throw<InvalidOperationException>(() => new SeededTurnScheduler(1).Run(
            () =>
            {
                var here = SynchronizationContext.Current!;
                new Thread(() => here.Post(_ => { }, null)).Start();
                return never.Task;
            },
            () => true));
        fault.Message.ShouldContain("another thread");
    }

    [Fact]
    public void Fault_Written_IsReadAgain()
    {
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            Fault.TryParse(new Fault(kind, 7).ToString(), out var read).ShouldBeTrue();
            read.ShouldBe(new Fault(kind, 7));
        }
    }
}
