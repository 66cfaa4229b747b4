using System.Text.Json;
using System.Text.Json.Serialization;
using InvestBot.Storage.Migrations;

namespace InvestBot.Cli.Up;

/// <summary>How far the server is with migrating databases, in a file on its way to the command that waits for the server.</summary>
internal static class MigrationNews
{
    public static void Write(string file, MigrationProgress progress)
    {
        var part = file + ".part";
        File.WriteAllText(part, JsonSerializer.Serialize(progress, MigrationNewsJson.Default.MigrationProgress));
        File.Move(part, file, overwrite: true);
    }

    /// <summary>What was written last, or null when nothing was: there was nothing to migrate.</summary>
    public static MigrationProgress? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file), MigrationNewsJson.Default.MigrationProgress);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(MigrationProgress))]
internal sealed partial class MigrationNewsJson : JsonSerializerContext;
