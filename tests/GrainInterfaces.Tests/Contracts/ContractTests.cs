namespace InvestBot.GrainInterfaces.Tests.Contracts;

public sealed class ContractTests
{
    [Fact]
    public void ContractsFile_SaysWhatTheCodeSays()
    {
        var renewed = ContractFile.Renewed(ContractFile.Lines(), [.. ContractText.Lines()]);
        if (renewed == ContractFile.Text()) return;
        var path = Path.Combine(AppContext.BaseDirectory, "contracts.txt");
        File.WriteAllText(path, renewed);

        Assert.Fail(
            $"The wire contracts changed:\n{Difference(ContractFile.Text(), renewed)}\n" +
            $"If that is meant and other silos can live with it (CONTRIBUTING.md, \"A grain contract\"), take the new file:\n  cp '{path}' '{ContractFile.Path}'");
    }

    // A number, alias or name means one thing for ever.
    [Fact]
    public void RetiredNames_AreNeverUsedAgain() =>
        ContractText.Lines().Select(line => line.Identity).Intersect(ContractFile.Retired().Select(line => line.Identity)).ShouldBeEmpty();

    [Fact]
    public void Identities_AreUnique() =>
        ContractText.Lines().GroupBy(line => line.Identity).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();

    [Fact]
    public void RenewedFile_KeepsWhatIsGoneAsRetired()
    {
        ContractLine[] promised = [.. new[] { "record ib.a : reference  # A", "member ib.a 0 : Int32  # Count", "*RETIRED* member ib.a 1 : String  # Note" }.Select(ContractLine.Parse)];
        ContractLine[] code = [.. new[] { "record ib.a : reference  # A", "member ib.a 2 : Int64  # Count" }.Select(ContractLine.Parse)];

        ContractFile.Renewed(promised, code).Split('\n').Where(line => line.Contains("member ", StringComparison.Ordinal))
            .ShouldBe(["*RETIRED* member ib.a 0 : Int32  # Count", "*RETIRED* member ib.a 1 : String  # Note", "member ib.a 2 : Int64  # Count"]);
    }

    private static string Difference(string promised, string renewed)
    {
        var (before, after) = (promised.Split('\n'), renewed.Split('\n'));
        return string.Join('\n', before.Except(after).Select(line => $"  - {line}").Concat(after.Except(before).Select(line => $"  + {line}")));
    }
}
