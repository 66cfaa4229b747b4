using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Venues;

namespace InvestBot.Exchanges.Paper;

/// <summary>Serves one account, one change at a time.</summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing to dispose of.
internal sealed class PaperTeller(AccountId account, IPaperBooks books)
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Queue<VenueMessage> _latest = new();
    private PaperBook? _book;
    private long _version;
    private bool _loaded;

    internal async Task<PaperBook?> ReadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await LoadAsync(cancellationToken);
            return _book;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Changes the book and keeps it; a change without events stays in memory until the next one with, because the same bars give it again.</summary>
    internal async Task<bool> ChangeAsync(Func<PaperBook?, (PaperBook Book, ImmutableArray<VenueEvent> Events)> change, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await LoadAsync(cancellationToken);
            var (book, events) = change(_book);
            if (events.IsEmpty && _book is { } before && ReferenceEquals(before.Account, book.Account) && before.Settings == book.Settings)
            {
                _book = book;
                return false;
            }
            book = book with { Events = book.Events + events.Length };
            _loaded = false;
            _version = await books.SaveAsync(book, _version, events, cancellationToken);
            (_book, _loaded) = (book, true);
            var number = book.Events - events.Length;
            foreach (var said in events) _latest.Enqueue(new VenueMessage(++number, said));
            while (_latest.Count > 256) _latest.Dequeue();
            return !events.IsEmpty;
        }
        finally
        {
            _gate.Release();
        }
    }

    internal async Task<IReadOnlyList<VenueMessage>> EventsAfterAsync(long number, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await LoadAsync(cancellationToken);
            if (_book is null || _book.Events <= number) return [];
            if (_latest.TryPeek(out var oldest) && oldest.Number <= number + 1) return [.. _latest.Where(message => message.Number > number)];
        }
        finally
        {
            _gate.Release();
        }
        return await books.EventsAfterAsync(account, number, cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (_loaded) return;
        _latest.Clear();
        var kept = await books.LoadAsync(account, cancellationToken);
        (_book, _version, _loaded) = (kept?.Book, kept?.Version ?? 0, true);
    }
}
