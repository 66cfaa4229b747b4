namespace InvestBot.Strategies.Ranks;

public sealed class RollingRankTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void Value_OfAWalk_IsTheShareOfSmallerOnes(int length)
    {
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 300).Select(_ => (double)random.Next(20))];
        var rank = new RollingRank(length);

        for (var i = 0; i < values.Length; i++)
        {
            var got = rank.Update(values[i]);
            if (i < length - 1) got.ShouldBe(double.NaN);
            else got.ShouldBe(values[(i - length + 1)..(i + 1)].Count(value => value < values[i]) / (double)length);
        }
    }
}
