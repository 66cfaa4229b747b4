using System.Buffers.Binary;
using InvestBot.Storage.Backups.Folders;

namespace InvestBot.Storage.Backups;

/// <summary>A fleet of its own with one bot that was backed up.</summary>
public sealed class BackedUpFleet : IAsyncLifetime
{
    public FleetFixture Fleet { get; } = new();

    /// <summary>The backup, of several frames.</summary>
    internal byte[] Bytes { get; private set; } = [];

    /// <summary>Where each frame begins.</summary>
    internal int[] Frames { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await Fleet.InitializeAsync();
        BackupFolder folder = BackupSamples.NewFolder();
        string name = await Fleet.FilledAsync(largeEvents: 4);
        Bytes = await File.ReadAllBytesAsync((await Fleet.BackUpAsync(name, folder)).Path);
        BackupSamples.Remove(folder);
        Frames = [.. FramesOf(Bytes)];
    }

    public ValueTask DisposeAsync() => Fleet.DisposeAsync();

    private static IEnumerable<int> FramesOf(byte[] bytes)
    {
        int at = 13 + BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(9));
        for (bool final = false; !final;)
        {
            yield return at;
            int length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            final = length < 0;
            at += sizeof(int) + (length & int.MaxValue) + 16;
        }

        at.ShouldBe(bytes.Length - 32);
    }
}
