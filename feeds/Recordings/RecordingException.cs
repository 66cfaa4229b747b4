namespace InvestBot.Feeds.Recordings;

/// <summary>A folder can't be replayed; the message says why and what to do.</summary>
public sealed class RecordingException : Exception
{
    /// <summary>For serializers.</summary>
    public RecordingException() { }

    /// <summary>With one sentence for a person.</summary>
    public RecordingException(string message) : base(message) { }

    /// <summary>With one sentence for a person and the fault behind it.</summary>
    public RecordingException(string message, Exception innerException) : base(message, innerException) { }
}
