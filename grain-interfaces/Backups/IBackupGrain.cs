using Orleans;
using Orleans.CodeGeneration;

namespace InvestBot.GrainInterfaces.Backups;

/// <summary>Sees to it that daily backups are made. Key: <c>fleet</c>.</summary>
[Alias("ib.backups"), Version(1)]
public interface IBackupGrain : IGrainWithStringKey
{
    /// <summary>Sets the reminder that looks every hour for backups that are due; repeating it changes nothing but when the next look is.</summary>
    /// <param name="first">Until the first look.</param>
    [Alias("arrange")]
    Task Arrange(TimeSpan first);
}
