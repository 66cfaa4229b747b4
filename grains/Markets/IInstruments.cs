using InvestBot.Domain.Markets;

namespace InvestBot.Grains.Markets;

/// <summary>Trading rules by instrument.</summary>
public interface IInstruments
{
    /// <summary>The rules of an instrument.</summary>
    /// <exception cref="InvalidOperationException">The market does not have it.</exception>
    Instrument Find(string recording, InstrumentId instrument);
}
