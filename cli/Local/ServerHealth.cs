using System.Net;
using System.Text.Json;
using InvestBot.Cli.Backups;
using InvestBot.Cli.Home;
using InvestBot.Cli.Keys;
using InvestBot.Cli.Models;
using InvestBot.Cli.Output;
using InvestBot.Storage.Backups;

namespace InvestBot.Cli.Local;

/// <summary>Asks a running server how it is. No answer is an answer too: nothing here throws for a server that is away.</summary>
internal sealed class ServerHealth : IDisposable
{
    private readonly HttpClient client;

    public ServerHealth(InstallationHome home, Uri address)
    {
        client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        if (LocalKey.Read(home.LocalKeyFile) is { } key)
            client.DefaultRequestHeaders.Add(LocalKey.Header, key);
    }

    public async Task<bool> IsReadyAsync(CancellationToken token)
    {
        using var answer = await AskAsync(HttpMethod.Get, "/health/ready", TimeSpan.FromSeconds(15), token);
        return answer is { StatusCode: HttpStatusCode.OK };
    }

    /// <summary>The figures that the server counts; empty when it does not say.</summary>
    public async Task<IReadOnlyList<Figure>> FiguresAsync(CancellationToken token) =>
        (await ReportAsync(HttpMethod.Get, LocalAnswers.FiguresPath, TimeSpan.FromSeconds(15), token))?.Figures ?? [];

    /// <summary>How each part of the server is, or null when it does not answer.</summary>
    public Task<Report?> PartsAsync(CancellationToken token) => AnswerAsync(HttpMethod.Get, LocalAnswers.HealthPath, TimeSpan.FromSeconds(15), HealthReport.Read, token);

    /// <summary>The server's verification of everything stored, or null when it does not answer.</summary>
    public Task<Report?> VerifyAsync(CancellationToken token) =>
        ReportAsync(HttpMethod.Post, LocalAnswers.VerifyPath, TimeSpan.FromMinutes(5), token);

    /// <summary>The server's restore of one instance, or null when it does not answer. It may take as long as the backup is large.</summary>
    public Task<Report?> RestoreAsync(RestoreOrder order, CancellationToken token) =>
        ReportAsync(HttpMethod.Post, LocalAnswers.RestorePath, Timeout.InfiniteTimeSpan, token, RestoreRequest.Write(order));

    /// <summary>The server's change of keys, or null when it does not answer.</summary>
    public Task<Report?> RotateAsync(RotationOrder order, CancellationToken token) =>
        ReportAsync(HttpMethod.Post, LocalAnswers.RotatePath, Timeout.InfiniteTimeSpan, token, order.Write());

    /// <summary>What the server did with models, or null when it does not answer.</summary>
    public Task<Report?> ModelsAsync(ModelOrder order, CancellationToken token) =>
        ReportAsync(HttpMethod.Post, LocalAnswers.ModelsPath, TimeSpan.FromMinutes(5), token, order.Write());

    public void Dispose() => client.Dispose();

    private Task<Report?> ReportAsync(HttpMethod method, string path, TimeSpan limit, CancellationToken token, HttpContent? content = null) =>
        AnswerAsync(method, path, limit, Report.Parse, token, content);

    private async Task<Report?> AnswerAsync(HttpMethod method, string path, TimeSpan limit, Func<string, Report> read, CancellationToken token, HttpContent? content = null)
    {
        using var answer = await AskAsync(method, path, limit, token, content);
        if (answer is not { IsSuccessStatusCode: true })
            return null;
        try
        {
            return read(await answer.Content.ReadAsStringAsync(token));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<HttpResponseMessage?> AskAsync(HttpMethod method, string path, TimeSpan limit, CancellationToken token, HttpContent? content = null)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(token);
        bound.CancelAfter(limit);
        using var question = new HttpRequestMessage(method, path) { Content = content };
        try
        {
            return await client.SendAsync(question, bound.Token);
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return null;
        }
    }
}
