using System.Text.RegularExpressions;

namespace InvestBot.Grains.Keeping;

public sealed partial class RecordSchemaTests
{
    public static TheoryData<string> Kinds => [.. GoldenRecord.All.Select(golden => golden.Kind)];

    [Fact]
    public void EveryKindThatIsRecorded_IsHere() =>
        Sources().SelectMany(source => Recorded().Matches(source)).Select(match => match.Groups[1].Value).Distinct()
            .Except(GoldenRecord.All.Select(golden => golden.Kind)).ShouldBeEmpty();

    [Fact]
    public void EveryGoldenFile_BelongsToAKind() => GoldenRecord.AllFiles.Except(GoldenRecord.All.SelectMany(golden => golden.Files)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryForm_ReadsIntoTodaysType(string kind)
    {
        var golden = Of(kind);

        foreach (var file in golden.Files) golden.ReadAndWritten(file).Count.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TodaysType_WritesWhatTheNewestFileSays(string kind)
    {
        var golden = Of(kind);
        var newest = golden.Files.Count > 0 ? golden.Files[^1] : null;
        if (newest is null || GoldenState.Text(golden.ReadAndWritten(newest)) != File.ReadAllText(newest) || GoldenState.Members(golden.Invented()).Except(GoldenState.Members(golden.ReadAndWritten(newest))).Any())
            Assert.Fail($"'{kind}' is not what is written today. Values like those of its files are stored and must stay readable: let a new member have a default, and name no member anew. Then:\n{Take(golden)}");
    }

    private static string Take(GoldenRecord golden)
    {
        var path = Path.Combine(AppContext.BaseDirectory, golden.Kind + ".json");
        File.WriteAllText(path, GoldenState.Text(golden.Invented()));
        return $"  cp '{path}' '{golden.File(golden.Files.Count + 1)}'";
    }

    private static GoldenRecord Of(string kind) => GoldenRecord.All.Single(golden => golden.Kind == kind);

    private static IEnumerable<string> Sources() =>
        ((string[])["grains", "silo"]).SelectMany(folder => Directory.EnumerateFiles(Path.Combine(GoldenState.Root, folder), "*.cs", SearchOption.AllDirectories)).Select(File.ReadAllText);

    [GeneratedRegex("""(?:\.Record|new JournalEvent)\("([a-z.]+)",""")]
    private static partial Regex Recorded();
}
