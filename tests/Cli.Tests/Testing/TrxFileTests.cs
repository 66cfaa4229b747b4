using System.Text;

namespace InvestBot.Cli.Testing;

public sealed class TrxFileTests
{
    [Fact]
    public void Read_CountsAndExplainsFailures()
    {
        var (passed, failed, skipped, failures) = Read("Failed", """total="5" executed="4" passed="3" failed="1" """);

        passed.ShouldBe(3);
        failed.ShouldBe(1);
        skipped.ShouldBe(1);
        failures.ShouldBe(["Sum_OfTwo_IsRight: sum should be 4 but was 5"]);
    }

    [Fact]
    public void Read_ARunThatBrokeOff_IsAFailure() =>
        Read("Failed", """total="3" executed="3" passed="3" failed="0" """).Failed.ShouldBe(1);

    [Fact]
    public void Read_WithoutCounters_IsRefused() =>
        Should.Throw<InvalidDataException>(() => TrxFile.Read(new MemoryStream("<TestRun/>"u8.ToArray())));

    private static (int Passed, int Failed, int Skipped, IReadOnlyList<string> Failures) Read(string outcome, string counters) =>
        TrxFile.Read(new MemoryStream(Encoding.UTF8.GetBytes($"""
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
              <Results>
                <UnitTestResult testName="Sum_OfTwo_IsRight" outcome="Failed">
                  <Output><ErrorInfo><Message>sum
                  should be 4
                    but was 5</Message></ErrorInfo></Output>
                </UnitTestResult>
                <UnitTestResult testName="Sum_OfNone_IsZero" outcome="Passed" />
              </Results>
              <ResultSummary outcome="{outcome}"><Counters {counters}/></ResultSummary>
            </TestRun>
            """)));
}
