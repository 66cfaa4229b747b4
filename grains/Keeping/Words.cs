namespace InvestBot.Grains.Keeping;

/// <summary>Enum values as the contract writes them.</summary>
internal static class Words
{
    internal static string Of<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
