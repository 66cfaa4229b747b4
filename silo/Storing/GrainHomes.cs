using InvestBot.GrainInterfaces;
using InvestBot.Grains.Keeping;
using InvestBot.Storage.Instances;
using Orleans.Runtime;

namespace InvestBot.Silo.Storing;

/// <summary>In which database a grain's state lies: its instance's, or the control database for fleet and accounts.</summary>
public static class GrainHomes
{
    /// <summary>The instance of a grain, or <see cref="InstanceName.Fleet"/>.</summary>
    public static string Of(GrainId grain) => grain.Type.ToString() is Addresses.Fleet or Addresses.Account
        ? InstanceName.Fleet
        : GrainKeys.InstanceOf(grain.Key.ToString()!).ToString();
}
