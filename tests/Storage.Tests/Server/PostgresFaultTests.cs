namespace InvestBot.Storage.Server;

public sealed class PostgresFaultTests
{
    [Theory]
    [InlineData("initdb: error: could not write: No space left on device", PostgresProblem.DiskFull)]
    [InlineData("LOG:  could not bind IPv4 address \"127.0.0.1\": Address already in use", PostgresProblem.PortTaken)]
    [InlineData("FATAL:  database files are incompatible with server", PostgresProblem.OtherVersion)]
    [InlineData("initdb: error: could not access directory: Permission denied", PostgresProblem.Unreachable)]
    [InlineData("PANIC:  could not locate a valid checkpoint record", PostgresProblem.Corrupted)]
    [InlineData("pg_ctl: directory \"/srv/data\" is not a database cluster directory", PostgresProblem.Corrupted)]
    [InlineData("FATAL:  something new", PostgresProblem.NotStarted)]
    public void Explain_OfWhatWasWritten_IsItsProblemInOneSentence(string text, PostgresProblem problem)
    {
        var fault = PostgresFault.Explain(text, "/srv/log");

        fault.Problem.ShouldBe(problem);
        fault.Message.ShouldNotContain('\n');
    }
}
