using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace InvestBot.Storage.Migrations;

/// <summary>One numbered, forward-only step of a schema.</summary>
/// <param name="Set">The family of tables: control, instance or market.</param>
/// <param name="Number">Its place, from 1 without gaps.</param>
/// <param name="Name">What it does, from the file's name.</param>
/// <param name="Floor">The lowest schema number whose code still runs after this step; from the line <c>-- floor: N</c>.</param>
/// <param name="Sql">The statements.</param>
public sealed record Migration(string Set, int Number, string Name, int Floor, string Sql)
{
    private const string FloorMark = "-- floor: ";

    /// <summary>SHA-256 of the statements: an applied step must never change.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>The steps of a family that this version holds, in order.</summary>
    public static IReadOnlyList<Migration> Of(string set)
    {
        Assembly assembly = typeof(Migration).Assembly;
        string prefix = $"InvestBot.Storage.Migrations.{set}.";
        List<Migration> steps = [];
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            string file = resource[prefix.Length..^".sql".Length];
            using Stream stream = assembly.GetManifestResourceStream(resource)!;
            using StreamReader reader = new(stream);
            steps.Add(Parse(set, file, reader.ReadToEnd()));
        }

        steps.Sort((a, b) => a.Number.CompareTo(b.Number));
        return steps;
    }

    /// <param name="set">The family.</param>
    /// <param name="file">The file's name without its ending, such as <c>0001_control</c>.</param>
    /// <param name="sql">The file's text.</param>
    public static Migration Parse(string set, string file, string sql)
    {
        int number = int.Parse(file.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);
        string first = sql[..sql.IndexOf('\n', StringComparison.Ordinal)];
        int floor = first.StartsWith(FloorMark, StringComparison.Ordinal)
            ? int.Parse(first.AsSpan(FloorMark.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture)
            : number;
        return new Migration(set, number, file[5..], floor, sql);
    }
}
