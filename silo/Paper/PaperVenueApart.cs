using System.Globalization;
using System.Net.Http.Headers;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Paper;
using InvestBot.GrainInterfaces.Json;

namespace InvestBot.Silo.Paper;

/// <summary>
/// A paper venue in a process of its own, over the loopback. It is told how far the market has come and matches its own bars; it keeps
/// its own books. Every call may be made again: that a call failed says nothing about whether it took effect.
/// </summary>
public sealed class PaperVenueApart : IPaperVenue, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly PaperVenueAddress _venue;
    private readonly HttpClient _client;

    /// <param name="venue">Where it is.</param>
    public PaperVenueApart(PaperVenueAddress venue)
    {
        _venue = venue;
        _client = new HttpClient { BaseAddress = venue.Address, Timeout = Patience };
        _client.DefaultRequestHeaders.Add(PaperPaths.KeyHeader, venue.Key);
    }

    /// <inheritdoc/>
    public Task OpenAsync(AccountId account, Money cash, PaperSettings settings, CancellationToken cancellationToken) =>
        TellAsync(PaperPaths.Open, new OpenCall(account, cash, settings), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> OnRoundAsync(AccountId account, PaperRound round, CancellationToken cancellationToken) =>
        round.Bars.IsEmpty ? Task.FromResult(false) : MatchAsync(account, round, round.Bars[0].Bar.OpenTime, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> OnEndAsync(AccountId account, PaperRound lasts, CancellationToken cancellationToken) => MatchAsync(account, lasts, null, cancellationToken);

    /// <inheritdoc/>
    public Task SendAsync(AccountId account, VenueRequest request, DateTimeOffset at, CancellationToken cancellationToken) =>
        TellAsync(PaperPaths.Send, new SendCall(account, request, at), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VenueMessage>> EventsAfterAsync(AccountId account, long number, CancellationToken cancellationToken) =>
        DomainJson.Read<VenueMessage[]>(await AskAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"{PaperPaths.Events}?account={Escaped(account)}&after={number}"), null, cancellationToken));

    /// <inheritdoc/>
    public async Task<VenueSnapshot> SnapshotAsync(AccountId account, CancellationToken cancellationToken) =>
        DomainJson.Read<VenueSnapshot>(await AskAsync(HttpMethod.Get, $"{PaperPaths.Snapshot}?account={Escaped(account)}", null, cancellationToken));

    /// <summary>Nothing is in memory here; the venue's books are its own, and no restore changes them.</summary>
    public void Forget(AccountId account)
    {
    }

    /// <summary>Asks whether it serves whoever has this key.</summary>
    /// <returns>Why not, or null.</returns>
    public async Task<string?> FaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(HttpMethod.Get, PaperPaths.Health, null, cancellationToken);
            return null;
        }
        catch (PaperVenueException fault)
        {
            return fault.Message;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<bool> MatchAsync(AccountId account, PaperRound round, DateTimeOffset? openTime, CancellationToken cancellationToken)
    {
        var call = new RoundCall(account, round.Recording, round.Run, openTime, [.. round.Bars.Select(bar => bar.Instrument.Id)]);
        return DomainJson.Read<RoundAnswer>(await AskAsync(HttpMethod.Post, PaperPaths.Round, DomainJson.Bytes(call), cancellationToken)).Happened;
    }

    private Task<byte[]> TellAsync<T>(string path, T call, CancellationToken cancellationToken) => AskAsync(HttpMethod.Post, path, DomainJson.Bytes(call), cancellationToken);

    private async Task<byte[]> AskAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var answer = await _client.SendAsync(request, cancellationToken);
            var content = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            if (answer.IsSuccessStatusCode) return content;
            throw new PaperVenueException($"The paper venue at {_venue} refused: {System.Text.Encoding.UTF8.GetString(content)}");
        }
        catch (HttpRequestException fault)
        {
            throw new PaperVenueException($"The paper venue at {_venue} does not answer.", fault);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PaperVenueException($"The paper venue at {_venue} did not answer within {Patience.TotalSeconds:0} seconds.", fault);
        }
    }

    private static string Escaped(AccountId account) => Uri.EscapeDataString(account.Value);
}
