namespace InvestBot.Cli.Output;

public sealed class ReportTests
{
    private static readonly Report Sample = new(true, [new("instances", 6), new("memory", 71.5, "MB"), new("page", "http://127.0.0.1:9090")], ["recorded markets"]);

    [Fact]
    public void ToJson_IsOneObjectOfTheDocumentedForm_WithNumbersAlone() =>
        Sample.ToJson().ShouldBe(
            """{"ok":true,"figures":[{"name":"instances","value":6,"unit":""},{"name":"memory","value":71.5,"unit":"MB"}],"notes":["page: http://127.0.0.1:9090","recorded markets"]}""");

    [Fact]
    public void Parse_OfToJson_KeepsNumbersAndNotes() =>
        Report.Parse(Sample.ToJson()).ToLines().ShouldBe(["instances  6", "memory     71.5 MB", "page: http://127.0.0.1:9090", "recorded markets"]);

    [Fact]
    public void ToLines_AlignsValues() =>
        Sample.ToLines().ShouldBe(["instances  6", "memory     71.5 MB", "page       http://127.0.0.1:9090", "recorded markets"]);
}
