namespace InvestBot.Silo.Paper;

/// <summary>Where a paper venue in a process of its own answers.</summary>
/// <param name="Address">On this machine.</param>
/// <param name="Key">Its key; a secret.</param>
public sealed record PaperVenueAddress(Uri Address, string Key)
{
    /// <summary>The address alone.</summary>
    public override string ToString() => Address.ToString();
}
