using FsCheck;
using FsCheck.Fluent;

namespace InvestBot.Domain.Tests.Simulation;

/// <summary>What happens next to a simulated account; numbers choose among what there is.</summary>
/// <param name="Kind">What.</param>
/// <param name="Place">Which instrument or trade.</param>
/// <param name="Size">How much, or how far, 0 to 999.</param>
/// <param name="Draw">Makes what must differ differ.</param>
internal sealed record Step(StepKind Kind, int Place, int Size, int Draw)
{
    internal static Gen<Step[]> Sequences { get; } =
        (from kind in Gen.Frequency(
            (10, Gen.Constant(StepKind.Enter)), (5, Gen.Constant(StepKind.ExitAll)), (4, Gen.Constant(StepKind.ExitPart)), (4, Gen.Constant(StepKind.MoveStop)),
            (2, Gen.Constant(StepKind.CancelEntries)), (1, Gen.Constant(StepKind.Flatten)), (1, Gen.Constant(StepKind.Retry)), (25, Gen.Constant(StepKind.Bar)),
            (4, Gen.Constant(StepKind.RepeatRequests)), (4, Gen.Constant(StepKind.RepeatEvents)))
         from place in Gen.Choose(0, 9)
         from size in Gen.Choose(0, 999)
         from draw in Gen.Choose(0, 1_000_000)
         select new Step(kind, place, size, draw)).ArrayOf(120);
}

internal enum StepKind
{
    Enter,
    ExitAll,
    ExitPart,
    MoveStop,
    CancelEntries,
    Flatten,
    Retry,
    Bar,
    RepeatRequests,
    RepeatEvents,
}
