using System.Security.Cryptography;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Output;
using InvestBot.Domain.Naming;
using InvestBot.Storage;
using InvestBot.Storage.Users;

namespace InvestBot.Cli.Keys;

/// <summary>Sets, lists and removes keys of venues and wallets, in the bots' databases. Each change leaves an audit entry without the key.</summary>
internal sealed class CredentialTasks(FleetStorage storage, TimeProvider time)
{
    private const string Actor = "command line";

    public async Task<Report> SetAsync(string bot, string name, byte[] secret, CancellationToken token)
    {
        await RequireAsync(bot, token);
        try
        {
            if (!await storage.Credentials.SetAsync(bot, name, secret, token))
                return new Report(false, [], [$"'{bot}' is archived and keeps the keys that it has."]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }

        await AuditAsync("key.set", bot, name, token);
        return new Report(true, [], [$"The key '{name}' of '{bot}' is set."]);
    }

    public async Task<Report> ListAsync(string? bot, CancellationToken token)
    {
        IReadOnlyList<string> bots = bot is null ? await BotsAsync(token) : [await RequireAsync(bot, token)];
        List<string> notes = [];
        foreach (var one in bots)
            foreach (var key in await storage.Credentials.ListAsync(one, token))
                notes.Add(FormattableString.Invariant($"{one,-20} {key.Name,-24} set {key.SetAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"));
        return new Report(true, [new Figure("keys", notes.Count)], notes);
    }

    public async Task<Report> RemoveAsync(string bot, string name, CancellationToken token)
    {
        await RequireAsync(bot, token);
        if (!await storage.Credentials.RemoveAsync(bot, name, token))
            return new Report(false, [], [$"'{bot}' has no key '{name}'; investbot keys list {bot} shows what there is."]);
        await AuditAsync("key.remove", bot, name, token);
        return new Report(true, [], [$"The key '{name}' of '{bot}' is removed."]);
    }

    private Task AuditAsync(string action, string bot, string name, CancellationToken token) =>
        storage.Audit.AddAsync(new AuditEntry(0, time.GetUtcNow(), Actor, action, $"{bot}/{name}", "done", default), token);

    private async Task<IReadOnlyList<string>> BotsAsync(CancellationToken token) =>
        [.. (await storage.Instances.ListAsync(token)).Where(record => record.State is "ready" or "archived").Select(record => record.Name)];

    private async Task<string> RequireAsync(string bot, CancellationToken token)
    {
        var bots = await BotsAsync(token);
        return bots.Contains(bot) ? bot : throw new CliFailure(ExitCode.Usage, $"There is no bot '{bot}'. {(bots.Count == 0 ? "There is none yet." : NearestNames.Advice(bot, bots))}");
    }
}
