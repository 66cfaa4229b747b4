namespace InvestBot.Storage.Server;

public sealed class PostgresBinariesTests
{
    private static readonly PostgresBinaries Old = new("/srv/14", 14);
    private static readonly PostgresBinaries Fifteen = new("/srv/15", 15);
    private static readonly PostgresBinaries Seventeen = new("/srv/17", 17);

    [Fact]
    public void Choose_WithoutData_TakesTheNewest() => PostgresBinaries.Choose([Seventeen, Fifteen, Old], null).ShouldBe(Seventeen);

    [Fact]
    public void Choose_WithData_TakesItsVersion() => PostgresBinaries.Choose([Seventeen, Fifteen, Old], 15).ShouldBe(Fifteen);

    [Fact]
    public void Choose_WithDataOfAVersionThatIsNotHere_NamesThePackage() =>
        Refusal([Seventeen], 15).ShouldSatisfyAllConditions(
            refusal => refusal.Problem.ShouldBe(PostgresProblem.OtherVersion),
            refusal => refusal.Message.ShouldContain("apt-get install postgresql-15"));

    [Fact]
    public void Choose_WithNothingInstalled_SaysSo() => Refusal([], null).Problem.ShouldBe(PostgresProblem.NotInstalled);

    [Fact]
    public void Choose_WithOnlyAnOldOne_SaysSo() => Refusal([Old], null).Problem.ShouldBe(PostgresProblem.TooOld);

    [Theory]
    [InlineData("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 15)]
    [InlineData("postgres (PostgreSQL) 18beta1", 18)]
    [InlineData("something else 15", null)]
    public void ParseMajor_OfWhatTheProgramSays_IsItsMajorVersion(string text, int? major) =>
        PostgresBinaries.ParseMajor(text).ShouldBe(major);

    private static PostgresProblemException Refusal(IReadOnlyList<PostgresBinaries> found, int? dataMajor) =>
        Should.Throw<PostgresProblemException>(() => PostgresBinaries.Choose(found, dataMajor));
}
