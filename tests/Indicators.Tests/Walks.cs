using FsCheck;
using FsCheck.Fluent;

namespace InvestBot.Indicators.Tests;

/// <summary>Generators of series.</summary>
internal static class Walks
{
    /// <summary>Numbers of both signs, with many ties, of 1 to 200 elements.</summary>
    internal static Arbitrary<double[]> Values { get; } = Gen.Choose(-500, 500).Select(x => x / 8.0)
        .ArrayOf().Where(x => x.Length > 0).Resize(200).ToArbitrary();

    /// <summary>Consistent bars, flat ones and ones without volume among them.</summary>
    internal static Arbitrary<Ohlcv[]> Bars { get; } = (
        from open in Gen.Choose(1, 400)
        from close in Gen.Choose(1, 400)
        from up in Gen.Choose(0, 20)
        from down in Gen.Choose(0, 20)
        from volume in Gen.Choose(0, 1000)
        select new Ohlcv(
            open / 4.0, (Math.Max(open, close) + up) / 4.0, Math.Max(1, Math.Min(open, close) - down) / 4.0, close / 4.0, volume))
        .ArrayOf().Where(x => x.Length > 0).Resize(200).ToArbitrary();

    internal static Arbitrary<int> Periods { get; } = Gen.Choose(2, 30).ToArbitrary();
}
