namespace InvestBot.Grains.Tests.Worlds;

/// <summary>A process that dies: after a number of durable steps nothing of it reaches the world any more.</summary>
/// <param name="steps">How many.</param>
/// <param name="late">True: the last step still happens, and only its answer is lost.</param>
internal sealed class Fuse(long steps, bool late = false)
{
    private long _left = steps;

    internal static Fuse Never => new(long.MaxValue);

    internal bool IsBlown => Interlocked.Read(ref _left) <= 0;

    /// <summary>One durable step; throws once the process is dead.</summary>
    internal void Step()
    {
        if (Interlocked.Decrement(ref _left) < 0) throw new ProcessDiedException();
    }

    /// <summary>A durable step; the one that the process dies in happens or not, as arranged.</summary>
    internal async Task<T> StepAsync<T>(Func<Task<T>> step)
    {
        var left = Interlocked.Decrement(ref _left);
        if (left < 0) throw new ProcessDiedException();
        var done = await step();
        if (late && left == 0) throw new ProcessDiedException();
        return done;
    }

    internal void Check()
    {
        if (IsBlown) throw new ProcessDiedException();
    }
}

internal sealed class ProcessDiedException() : Exception("The process is dead.");
