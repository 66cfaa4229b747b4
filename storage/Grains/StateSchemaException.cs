namespace InvestBot.Storage.Grains;

/// <summary>A state was written by a newer version of this program. Nothing was read or changed.</summary>
public sealed class StateSchemaException(StateSchema schema, int version)
    : Exception($"The state of '{schema.Grain}' has schema {version}, and this version knows up to {schema.Version}. Start the newer version again, or restore a backup made by this one.");
