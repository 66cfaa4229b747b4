namespace InvestBot.Cli.Chaos.Planted;

/// <summary>Tells chaos, once in the server's life, that the moment has come.</summary>
internal sealed class Seam(string file)
{
    private int reached;

    /// <returns>True for the first who comes.</returns>
    public bool Reach()
    {
        if (Interlocked.Exchange(ref reached, 1) != 0) return false;
        File.WriteAllText(file, "");
        return true;
    }
}
