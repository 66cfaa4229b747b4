using System.Globalization;
using System.Security.Cryptography;

namespace InvestBot.Storage.Server;

/// <summary>The files of a private PostgreSQL: data, log, remembered port, password.</summary>
internal sealed class PostgresFolder(string root)
{
    public string Root { get; } = Path.GetFullPath(root);

    public string Data => Path.Combine(Root, "data");

    /// <summary>A new place for data that initdb makes; renamed to <see cref="Data"/> when complete. One that was left may still be written to.</summary>
    public string NewData() => Path.Combine(Root, $"data.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.new");

    /// <summary>Deletes data that was never completed, as far as nobody still writes there.</summary>
    public void SweepNewData()
    {
        foreach (var left in Directory.EnumerateDirectories(Root, "data*.new"))
        {
            try
            {
                Directory.Delete(left, recursive: true);
            }
            catch (IOException)
            {
                // The initdb of a start that was killed is at work there; the next start finds it ended.
            }
        }
    }

    public string Logs => Path.Combine(Root, "log");

    public string StartLog => Path.Combine(Logs, "start.log");

    public string PasswordFile => Path.Combine(Root, "password");

    private string PortFile => Path.Combine(Root, "port");

    /// <summary>The major version that made the data, or null when there is none.</summary>
    public int? DataMajor
    {
        get
        {
            if (!Directory.Exists(Data))
                return null;
            var file = Path.Combine(Data, "PG_VERSION");
            return File.Exists(file) && int.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var major)
                ? major
                : throw PostgresFault.Explain("is not a database cluster directory", Data);
        }
    }

    public int? RememberedPort
    {
        get => File.Exists(PortFile) && int.TryParse(File.ReadAllText(PortFile).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : null;
        set => File.WriteAllText(PortFile, value?.ToString(CultureInfo.InvariantCulture) ?? "");
    }

    /// <summary>The password of the server's owner, made on first use: 32 random bytes in a file that only this user reads.</summary>
    public string Password(bool make)
    {
        if (File.Exists(PasswordFile) && File.ReadAllText(PasswordFile).Trim() is { Length: > 0 } known)
            return known;
        if (!make)
            throw new PostgresProblemException(
                PostgresProblem.Corrupted,
                $"The password file of the database is missing; restore {PasswordFile}, or start anew with: investbot up --fresh");
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var writer = new StreamWriter(PasswordFile, options);
        writer.Write(password);
        return password;
    }
}
