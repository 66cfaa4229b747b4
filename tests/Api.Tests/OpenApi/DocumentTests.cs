using InvestBot.Api.Host;

namespace InvestBot.Api.OpenApi;

public sealed class DocumentTests(ApiHost host)
{
    /// <summary>Set to 1, the test writes the document instead of comparing it.</summary>
    private const string Update = "INVESTBOT_UPDATE_OPENAPI";

    [Fact]
    public async Task Document_Served_EqualsTheOneThatIsCheckedIn()
    {
        using var client = host.Anonymous();

        var served = (await client.GetStringAsync("/openapi/v1.json")).ReplaceLineEndings("\n") + "\n";

        if (Environment.GetEnvironmentVariable(Update) == "1") await File.WriteAllTextAsync(CheckedIn(), served);
        served.ShouldBe(await File.ReadAllTextAsync(CheckedIn()), $"run this test once with {Update}=1 when the change is meant");
    }

    // From the tests' folder up: a deterministic build does not know where its sources lie.
    private static string CheckedIn()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "InvestBot.Orleans.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("The tests run inside the repository."), "api", "openapi.v1.json");
    }
}
