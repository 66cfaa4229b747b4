using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace InvestBot.Domain.Tests;

/// <summary>Properties that try the same values in every run.</summary>
internal static class Seeded
{
    internal static void ForAll<T>(Gen<T> values, Action<T> holds, int tests = 300) =>
        Check.One(
            Config.QuickThrowOnFailure
                .WithMaxTest(tests)
                .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20241121), FSharpOption<int>.None))),
            Prop.ForAll(values.ToArbitrary(), holds));
}

/// <summary>Numbers of the sizes that markets have, extreme ones included.</summary>
internal static class Numbers
{
    /// <summary>Steps from 1e-18 to 100, also such as 0.05 and 0.25.</summary>
    internal static Gen<decimal> Step { get; } = Gen.Elements(
        1e-18m, 1e-12m, 1e-10m, 1e-8m, 1e-6m, 0.0001m, 0.01m, 0.05m, 0.25m, 0.3m, 1m, 5m, 100m);

    /// <summary>Above zero, from 1e-18 to about 2e15, with up to 9 significant digits.</summary>
    internal static Gen<decimal> Positive { get; } =
        from digits in Gen.Choose(1, int.MaxValue)
        from scale in Gen.Choose(0, 18)
        from shift in Gen.Elements(1m, 1000m, 1_000_000m)
        select new decimal(digits, 0, 0, false, (byte)scale) * shift;
}
