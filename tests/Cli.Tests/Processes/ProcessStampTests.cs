using System.Diagnostics;

namespace InvestBot.Cli.Processes;

public sealed class ProcessStampTests
{
    [Fact]
    public void Of_ThisProcess_IsAlive() => ProcessStamp.Of(Environment.ProcessId)!.IsAlive.ShouldBeTrue();

    [Fact]
    public void IsAlive_WhenTheIdWasGivenToAnother_IsFalse()
    {
        var stamp = ProcessStamp.Of(Environment.ProcessId)!;

        (stamp with { StartTicks = stamp.StartTicks - 1 }).IsAlive.ShouldBeFalse();
        (stamp with { Boot = "another start of the machine" }).IsAlive.ShouldBeFalse();
    }

    [Fact]
    public void Of_AnEndedProcess_IsNull()
    {
        using var process = Process.Start("true");
        process.WaitForExit();

        ProcessStamp.Of(process.Id).ShouldBeNull();
    }

    [Fact]
    public async Task End_WhenTheProcessHearsTheRequest_NeedsNoForce()
    {
        using var process = Process.Start("sleep", "600");
        var stamp = ProcessStamp.Of(process.Id)!;

        var willingly = await Signal.EndAsync(stamp, TimeSpan.FromSeconds(30), TimeProvider.System);

        willingly.ShouldBeTrue();
        stamp.IsAlive.ShouldBeFalse();
    }

    [Fact]
    public async Task End_WhenTheProcessIsDeaf_UsesForce()
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        (await process.StandardOutput.ReadLineAsync()).ShouldBe("deaf");

        var willingly = await Signal.EndAsync(ProcessStamp.Of(process.Id)!, TimeSpan.FromMilliseconds(200), TimeProvider.System);

        willingly.ShouldBeFalse();
        ProcessStamp.Of(process.Id).ShouldBeNull();
    }

    [Fact]
    public async Task End_WhenTheIdWasGivenToAnother_TouchesNothing()
    {
        using var other = Process.Start("sleep", "600");
        var stamp = ProcessStamp.Of(other.Id)!;

        await Signal.EndAsync(stamp with { StartTicks = stamp.StartTicks - 1 }, TimeSpan.FromSeconds(1), TimeProvider.System);

        stamp.IsAlive.ShouldBeTrue();
        other.Kill();
    }
}
