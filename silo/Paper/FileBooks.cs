using System.Collections.Concurrent;
using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Paper;
using InvestBot.GrainInterfaces.Json;
using InvestBot.Storage.Backups.Folders;

namespace InvestBot.Silo.Paper;

/// <summary>
/// The books of a paper venue in a process of its own: a file for each account, to which each change adds a line with the book after it
/// and what was said with it. In plain text, readable by their owner alone: a venue is a stranger and has none of the fleet's keys.
/// </summary>
public sealed class FileBooks : IPaperBooks, IDisposable
{
    private const int Page = 500;
    private readonly ConcurrentDictionary<AccountId, AccountFile> _accounts = new();
    private readonly string _folder;

    /// <param name="folder">Where; made when it is not there.</param>
    public FileBooks(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <inheritdoc/>
    public Task<(PaperBook Book, long Version)?> LoadAsync(AccountId account, CancellationToken cancellationToken) => Task.FromResult(Of(account).Load());

    /// <inheritdoc/>
    public Task<long> SaveAsync(PaperBook book, long expectedVersion, ImmutableArray<VenueEvent> events, CancellationToken cancellationToken) =>
        Task.FromResult(Of(book.Account.Id).Save(book, expectedVersion, events));

    /// <inheritdoc/>
    public Task<IReadOnlyList<VenueMessage>> EventsAfterAsync(AccountId account, long number, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<VenueMessage>>(Of(account).EventsAfter(number));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var account in _accounts.Values) account.Dispose();
    }

    private AccountFile Of(AccountId account) => _accounts.GetOrAdd(account, id => new AccountFile(Path.Combine(_folder, $"{Uri.EscapeDataString(id.Value)}.book")));

    private sealed class AccountFile(string path) : IDisposable
    {
        private readonly Lock _gate = new();

        // Opened on the first need, inside the gate: two who come at once must not open it twice.
        private BookFile? _file;

        // How many events there were after each line.
        private readonly List<long> _events = [];

        internal (PaperBook Book, long Version)? Load()
        {
            lock (_gate)
            {
                var file = Open();
                return file.Count == 0 ? null : (Read(file, file.Count - 1).Book, file.Count);
            }
        }

        internal long Save(PaperBook book, long expectedVersion, ImmutableArray<VenueEvent> events)
        {
            lock (_gate)
            {
                var file = Open();
                if (file.Count != expectedVersion) throw new InvalidOperationException($"The book of {book.Account.Id} is at version {file.Count}, not {expectedVersion}.");
                file.Append(DomainJson.Bytes(new Entry(book, events)));
                _events.Add(book.Events);
                return file.Count;
            }
        }

        internal VenueMessage[] EventsAfter(long number)
        {
            lock (_gate)
            {
                var file = Open();
                var found = new List<VenueMessage>();
                var line = _events.BinarySearch(number + 1);
                // Lines without events repeat a count: the first of those that reach it has the event.
                for (line = line < 0 ? ~line : line; line > 0 && _events[line - 1] > number;) line--;
                for (; line < file.Count && found.Count < Page; line++)
                {
                    var entry = Read(file, line);
                    var first = entry.Book.Events - entry.Events.Length;
                    found.AddRange(entry.Events.Select((said, i) => new VenueMessage(first + i + 1, said)).Where(message => message.Number > number));
                }
                return [.. found];
            }
        }

        public void Dispose()
        {
            lock (_gate) _file?.Dispose();
        }

        private BookFile Open()
        {
            if (_file is not null) return _file;
            var fresh = !File.Exists(path);
            var file = new BookFile(path);
            // The file's name must be as durable as its lines.
            if (fresh) DirectorySync.Flush(Path.GetDirectoryName(path)!);
            _events.Clear();
            for (var line = 0; line < file.Count; line++) _events.Add(Read(file, line).Book.Events);
            return _file = file;
        }

        private static Entry Read(BookFile file, int line) => DomainJson.Read<Entry>(file[line]);
    }

    private sealed record Entry(PaperBook Book, ImmutableArray<VenueEvent> Events);
}
