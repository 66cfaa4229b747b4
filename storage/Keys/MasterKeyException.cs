namespace InvestBot.Storage.Keys;

/// <summary>The master key is missing, malformed, readable by others, or not the one that this installation was made with. The message says the remedy.</summary>
public sealed class MasterKeyException(string message, Exception? inner = null) : Exception(message, inner);
