using System.Collections.Immutable;
using InvestBot.Cli.Scratch;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Paper;
using InvestBot.Silo.Paper;

namespace InvestBot.Cli.Venue;

/// <summary>The books that the paper venue's own process keeps.</summary>
public sealed class FileBooksTests : IDisposable
{
    private static readonly AccountId Account = new("paper-alpha");
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly ScratchFolder scratch = new();

    private string Folder => scratch.File("books");

    private string File => Path.Combine(Folder, "paper-alpha.book");

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Books_OpenedAgain_AreAsSaved()
    {
        await SaveAsync(3);

        using var again = new FileBooks(Folder);
        var (book, version) = (await again.LoadAsync(Account, None)).ShouldNotBeNull();

        version.ShouldBe(3);
        book.Events.ShouldBe(3);
        book.Account.Cash.Amount.ShouldBe(97m);
        (await again.EventsAfterAsync(Account, 1, None)).Select(said => said.Number).ShouldBe([2, 3]);
    }

    [Fact]
    public async Task Books_OfManyEvents_AreReadPageByPage()
    {
        await SaveAsync(1_200);

        using var books = new FileBooks(Folder);
        var numbers = new List<long>();
        while (await books.EventsAfterAsync(Account, numbers.LastOrDefault(), None) is { Count: > 0 } page) numbers.AddRange(page.Select(said => said.Number));

        numbers.ShouldBe(Enumerable.Range(1, 1_200).Select(number => (long)number));
    }

    [Fact]
    public async Task Books_WithALineCutShort_GoOnFromTheLineBefore()
    {
        await SaveAsync(3);
        using (var file = new FileStream(File, FileMode.Open)) file.SetLength(file.Length - 5);

        using var books = new FileBooks(Folder);
        (await books.LoadAsync(Account, None)).ShouldNotBeNull().Version.ShouldBe(2);
        (await books.SaveAsync(Book(3), 2, [Said(3)], None)).ShouldBe(3);

        using var again = Reopened(books);
        (await again.LoadAsync(Account, None)).ShouldNotBeNull().Version.ShouldBe(3);
    }

    [Fact]
    public async Task Books_WithADamagedLineAmongOthers_AreRefused()
    {
        await SaveAsync(3);
        using (var file = new FileStream(File, FileMode.Open))
        {
            file.Position = 40;
            file.WriteByte((byte)'#');
        }

        using var books = new FileBooks(Folder);
        (await Should.ThrowAsync<InvalidDataException>(() => books.LoadAsync(Account, None))).Message.ShouldContain("line 1");
    }

    [Fact]
    public async Task Books_SavedFromAnOlderVersion_AreRefused()
    {
        await SaveAsync(2);

        using var books = new FileBooks(Folder);
        await Should.ThrowAsync<InvalidOperationException>(() => books.SaveAsync(Book(2), 1, [], None));
    }

    private async Task SaveAsync(int changes)
    {
        using var books = new FileBooks(Folder);
        for (var number = 1; number <= changes; number++) await books.SaveAsync(Book(number), number - 1, [Said(number)], None);
    }

    private FileBooks Reopened(FileBooks books)
    {
        books.Dispose();
        return new FileBooks(Folder);
    }

    private static PaperBook Book(int number) => new(PaperAccount.Open(Account, new Money(100m - number, Currency.Usd)), null, 0, number, null, new PaperSettings());

    private static VenueEvent.Canceled Said(int number) => new VenueEvent.Canceled(new ClientOrderId($"o-{number}"), "as asked", DateTimeOffset.UnixEpoch.AddMinutes(number));
}
