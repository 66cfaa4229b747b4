using System.Data;
using Dapper;

namespace InvestBot.Storage;

/// <summary>Dapper's process-wide settings, made once before the first query.</summary>
internal static class StorageSetup
{
    static StorageSetup()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new UtcHandler());
    }

    /// <summary>Makes the settings, if that was not done.</summary>
    internal static void Ensure()
    {
    }

    /// <summary><c>timestamptz</c> arrives as a DateTime in UTC, and a DateTimeOffset must leave as one.</summary>
    private sealed class UtcHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => new(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc));

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.DateTime;
            parameter.Value = value.UtcDateTime;
        }
    }
}
