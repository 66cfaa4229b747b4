namespace InvestBot.Storage.Migrations;

/// <summary>The schema of a database does not fit this version. The message says what to do.</summary>
public sealed class MigrationRefusedException(string message) : Exception(message);
