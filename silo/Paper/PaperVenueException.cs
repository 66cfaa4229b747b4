namespace InvestBot.Silo.Paper;

/// <summary>The paper venue did not answer, or refused. What was asked may or may not have happened: it is asked again.</summary>
public sealed class PaperVenueException(string message, Exception? inner = null) : IOException(message, inner);
