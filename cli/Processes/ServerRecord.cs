using System.Text.Json;
using System.Text.Json.Serialization;

namespace InvestBot.Cli.Processes;

/// <summary>What <c>up</c> started, kept in a file so that a later command finds it.</summary>
internal sealed record ServerRecord(ProcessStamp Process, int Port, DateTimeOffset StartedAt)
{
    [JsonIgnore]
    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>The record in the file, or null when there is none that can be read.</summary>
    public static ServerRecord? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file), ServerRecordJson.Default.ServerRecord);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The record of a server that still lives, or null.</summary>
    public static ServerRecord? ReadLiving(string file) => Read(file) is { Process.IsAlive: true } record ? record : null;

    /// <summary>Replaces the file as a whole: a reader sees the old record or the new one.</summary>
    public void Write(string file)
    {
        var made = file + ".new";
        File.WriteAllText(made, JsonSerializer.Serialize(this, ServerRecordJson.Default.ServerRecord));
        File.Move(made, file, overwrite: true);
    }
}

[JsonSerializable(typeof(ServerRecord))]
internal sealed partial class ServerRecordJson : JsonSerializerContext;
