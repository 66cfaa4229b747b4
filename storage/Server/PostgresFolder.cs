using System.Globalization;
using System.Security.Cryptography;

namespace InvestBot.Storage.Server;

/// <summary>The files of a private PostgreSQL: data, log, remembered port, password.</summary>
internal sealed class PostgresFolder(string root)
{
    public string Root { get; } = Path.GetFullPath(root);

    public string Data => Path.Combine(Root, "data");

    /// <summary>Data that initdb is still making; renamed to <see cref="Data"/> when complete.</summary>
    public string DataInMaking => Path.Combine(Root, "data.new");

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
