using InvestBot.Domain.Identity;

namespace InvestBot.Storage.Instances;

/// <summary>Which names an instance's database may have: those of <see cref="InstanceId"/>, but for the fleet's own.</summary>
public static class InstanceName
{
    /// <summary>The pseudo-instance of fleet and account grains, whose tables lie in the control database.</summary>
    public const string Fleet = "fleet";

    /// <summary>True for a name that an instance may have.</summary>
    public static bool IsValid(string name) => name != Fleet && InstanceId.IsValid(name);

    internal static string Database(string name) => IsValid(name)
        ? "bot_" + name
        : throw new ArgumentException($"'{name}' cannot name an instance: use 1 to 40 lower-case letters, digits and hyphens, beginning with a letter, and not '{Fleet}'.", nameof(name));
}
