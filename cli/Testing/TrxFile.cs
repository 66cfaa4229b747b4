using System.Globalization;
using System.Xml.Linq;

namespace InvestBot.Cli.Testing;

/// <summary>Reads the result file that <c>dotnet test --logger trx</c> writes.</summary>
internal static class TrxFile
{
    private const int MostOfMessage = 1000;
    private static readonly XNamespace Names = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>The counts of a file. A run that ended before its tests did counts as one failure more.</summary>
    public static (int Passed, int Failed, int Skipped, IReadOnlyList<string> Failures) Read(Stream trx)
    {
        var root = XDocument.Load(trx).Root;
        var summary = root?.Element(Names + "ResultSummary");
        var counters = summary?.Element(Names + "Counters") ?? throw new InvalidDataException("The result file holds no counters.");
        var failures = root!.Descendants(Names + "UnitTestResult")
            .Where(result => (string?)result.Attribute("outcome") is "Failed" or "Error" or "Timeout" or "Aborted")
            .Select(result => $"{(string?)result.Attribute("testName") ?? "?"}{Why(result)}")
            .ToArray();
        var passed = Count(counters, "passed");
        var failed = Count(counters, "failed") + Count(counters, "error") + Count(counters, "timeout") + Count(counters, "aborted");
        var broken = failed == 0 && (string?)summary.Attribute("outcome") is "Failed" or "Aborted";
        return (passed, broken ? 1 : failed, Count(counters, "total") - passed - failed, failures);
    }

    // A log may be out of reach by the time that someone reads of the failure: what was wrong stands beside its name, on one line.
    private static string Why(XElement result)
    {
        if ((string?)result.Descendants(Names + "Message").FirstOrDefault() is not { } message) return "";
        var line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return $": {(line.Length <= MostOfMessage ? line : line[..MostOfMessage] + "...")}";
    }

    private static int Count(XElement counters, string name) =>
        int.Parse((string?)counters.Attribute(name) ?? "0", NumberStyles.None, CultureInfo.InvariantCulture);
}
