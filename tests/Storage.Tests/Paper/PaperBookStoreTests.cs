using InvestBot.Storage.Commits;

namespace InvestBot.Storage.Paper;

public sealed class PaperBookStoreTests(FleetFixture fleet)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PaperBookStore Books => fleet.Storage.PaperBooks;

    [Fact]
    public async Task Book_Saved_LoadsWithItsEvents()
    {
        (await Books.SaveAsync("paper-1", 0, Samples.Bytes("one"), [Event("a"), Event("b")], Token)).ShouldBe(1);
        (await Books.SaveAsync("paper-1", 1, Samples.Bytes("two"), [Event("c")], Token)).ShouldBe(2);

        PaperBook book = (await Books.LoadAllAsync(Token)).Single(book => book.Account == "paper-1");
        (book.Version, Samples.Text(book.Data)).ShouldBe((2, "two"));
        (await Books.LoadAsync("paper-1", Token))!.Version.ShouldBe(2);
        (await Books.ReadEventsAsync("paper-1", 1, 10, Token)).Select(item => (item.Sequence, Samples.Text(item.Data))).ShouldBe([(2, "b"), (3, "c")]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Book_SavedOverAnother_Conflicts(long expected)
    {
        string account = $"paper-conflict-{expected}";
        await Books.SaveAsync(account, 0, Samples.Bytes("one"), [], Token);

        await Should.ThrowAsync<PaperBookConflictException>(() => Books.SaveAsync(account, expected, Samples.Bytes("two"), [Event("a")], Token));

        Samples.Text((await Books.LoadAsync(account, Token))!.Data).ShouldBe("one");
        (await Books.ReadEventsAsync(account, 0, 10, Token)).ShouldBeEmpty();
    }

    private static PaperEvent Event(string text) => new(0, Samples.Start, "fill", Samples.Bytes(text));
}
