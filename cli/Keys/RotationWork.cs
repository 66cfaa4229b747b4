using InvestBot.Cli.Output;
using InvestBot.Domain.Naming;
using InvestBot.Storage;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Keys;

namespace InvestBot.Cli.Keys;

/// <summary>Changes keys in the process that holds the fleet: the server while it runs, else the command itself.</summary>
internal static class RotationWork
{
    public static async Task<Report> RunAsync(FleetStorage storage, MasterKeySource source, RotationOrder order, CancellationToken token)
    {
        List<Figure> figures = [];
        List<string> notes = [];
        if (order.Data)
        {
            var names = (await storage.Instances.ListAsync(token)).Select(record => record.Name).ToList();
            if (order.Instance is { } wanted && !names.Contains(wanted))
                return new Report(false, [], [$"There is no bot '{wanted}'. {(names.Count == 0 ? "There is none yet." : NearestNames.Advice(wanted, names))}"]);
            var done = await storage.DataKeys.RunAsync(order.Instance, token);
            figures.Add(new Figure("new data keys", done.Count));
            notes.AddRange(done.Select(name => name == InstanceName.Fleet ? "The fleet's own tables are written under a new data key." : $"'{name}' is written under a new data key."));
        }

        if (order.Master)
        {
            try
            {
                var file = await storage.MasterKeys.RunAsync(source, order.To, token);
                figures.Add(new Figure("new master key", file));
                notes.Add(order.To is null
                    ? $"Keep a copy of {file} elsewhere, and the copy of the former key as long as you keep backups from before."
                    : $"Put the key in {file} where the master key comes from before the next start, and keep the former one as long as you keep backups from before.");
            }
            catch (MasterKeyException refusal)
            {
                return new Report(false, figures, [.. notes, refusal.Message]);
            }
        }

        return new Report(true, figures, notes);
    }
}
