namespace InvestBot.Cli.Local;

/// <summary>Writes a file that only this user can read.</summary>
internal static class SecretFile
{
    public static void Write(string file, string text)
    {
        // An older file may have a wider mode: it goes first.
        File.Delete(file);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var writer = new StreamWriter(file, options);
        writer.Write(text);
    }
}
