using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace InvestBot.Storage.Server;

/// <summary>What is wrong with a database, and what helps, in words that name no address, login or content.</summary>
/// <param name="What">One sentence.</param>
/// <param name="Remedy">What a person does; what needs nobody goes on by itself.</param>
/// <param name="Passes">Whether it is over as soon as the database answers.</param>
public sealed record DatabaseTrouble(string What, string Remedy, bool Passes = false)
{
    private const string GoesOn = "Trading goes on by itself then; nothing is lost.";

    /// <summary>The trouble behind an exception.</summary>
    public static DatabaseTrouble Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Find(exception) ?? new DatabaseTrouble($"The database failed: {exception.GetType().Name}.", "Look at the log.");
    }

    /// <summary>The trouble behind an exception, or null when it is none that is known.</summary>
    public static DatabaseTrouble? Find(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (Known(cause) is { } trouble)
                return trouble;
        }

        return null;
    }

    private static DatabaseTrouble? Known(Exception cause) => cause switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new("The disk of the database is full.", $"Free some space there. {GoesOn}"),
        PostgresException { SqlState: PostgresErrorCodes.OutOfMemory } => new("The database has no memory left.", $"Free some memory on its machine. {GoesOn}"),
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } =>
            new("The database takes no more connections.", $"Raise its max_connections, or end what else uses it. {GoesOn}"),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            new("The database refuses the login.", "Set the role's password back, or start the server with the right one in INVESTBOT_CONTROL_DB."),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } =>
            new("The database does not allow the login what it needs.", "Give the role its rights back; the log names what was refused."),
        PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } =>
            new("The database is starting, stopping or recovering.", $"Wait; when it stays so, its log says why. {GoesOn}", Passes: true),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } =>
            new("The database takes no writes.", $"Let it leave its read-only mode. {GoesOn}"),
        CryptographicException => new(
            "Something stored can't be decrypted: it was cut short, changed, or written under a key that is not here.",
            "Restore the instance from a backup: investbot backup restore. The others trade on."),
        TimeoutException => new("The database answers too slowly.", $"Look at the load and the disk of its machine. {GoesOn}", Passes: true),
        SocketException or EndOfStreamException => new("The database does not answer.", $"Start it: investbot up starts a private one; one of your own starts as you set it up. {GoesOn}", Passes: true),
        _ => null,
    };
}
