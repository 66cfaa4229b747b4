namespace InvestBot.Architecture.Assemblies;

public sealed class PurityTests
{
    private static readonly string[] Forbidden =
    [
        "System.Net.", "System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.Console", "System.Environment", "System.TimeProvider",
        "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.Threading.Timer", "System.Threading.Thread", "System.Threading.Tasks.Task",
        "System.Random", "System.Guid", "Npgsql.", "Dapper.", "Orleans.", "Microsoft.Extensions.", "Microsoft.AspNetCore.",
    ];

    [Theory]
    [InlineData("InvestBot.Domain")]
    [InlineData("InvestBot.Indicators")]
    [InlineData("InvestBot.Strategies")]
    public void PureAssembly_TouchesNoWorld(string name)
    {
        using var assembly = ProductionAssembly.Open(name);

        assembly.ReferencedTypes().Where(IsForbidden).ShouldBeEmpty();
    }

    // The backtester may spread its work and draw from a seeded generator; it reads and writes nothing.
    [Fact]
    public void Backtest_TouchesNoWorld()
    {
        using var assembly = ProductionAssembly.Open("InvestBot.Backtest");
        string[] permitted = ["System.Threading.Tasks.", "System.Threading.Thread", "System.Random"];

        assembly.ReferencedTypes()
            .Where(type => IsForbidden(type) && !permitted.Any(start => type.StartsWith(start, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    private static bool IsForbidden(string type) =>
        Forbidden.Any(entry => entry.EndsWith('.') ? type.StartsWith(entry, StringComparison.Ordinal) : type == entry);
}
