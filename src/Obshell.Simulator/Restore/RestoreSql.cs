using System.Globalization;
using System.Text;

namespace Obshell.Simulator;

/// <summary>Builds the RESTORE statement like the agent, which escapes only quotes in decryption passwords (PROTOCOL 4.5).</summary>
internal static class RestoreSql
{
    public static string Option(RestoreRequest request, IEnumerable<string> pools)
    {
        var locality = string.Join(',', request.ZoneList.Select(z => $"{z.ReplicaType}@{z.Name}"));
        var option = $"pool_list={string.Join(',', pools)}&locality={locality}&primary_zone={request.EffectivePrimaryZone}";
        return request.Concurrency is { } concurrency ? $"{option}&concurrency={concurrency}" : option;
    }

    /// <param name="request">The request.</param>
    /// <param name="option">The text after WITH.</param>
    /// <param name="wholeMicroseconds">False for agents before 4.3.2.0, which write only two digits of the fraction (PROTOCOL 4.7).</param>
    public static string Statement(RestoreRequest request, string option, bool wholeMicroseconds)
    {
        var sql = new StringBuilder();
        if (request.Decryption is { Count: > 0 } passwords)
        {
            var quoted = passwords.Select(p => "'" + p.Replace("\"", "\\\"", StringComparison.Ordinal) + "'");
            sql.Append(CultureInfo.InvariantCulture, $"SET DECRYPTION IDENTIFIED BY {string.Join(',', quoted)};");
        }
        if (!string.IsNullOrEmpty(request.KmsEncryptInfo))
            sql.Append(CultureInfo.InvariantCulture, $" SET @kms_encrypt_info =\"{request.KmsEncryptInfo}\";");
        sql.Append(CultureInfo.InvariantCulture, $" ALTER SYSTEM RESTORE {request.TenantName} FROM \"{request.DataBackupUri}, {request.EffectiveArchiveUri}\"");
        // The agent writes the local time of the client, without the UTC offset (trap 2).
        if (request.Timestamp is { } time)
            sql.Append(CultureInfo.InvariantCulture, $" UNTIL TIME= \"{time.ToString(wholeMicroseconds ? "yyyy-MM-dd HH:mm:ss.ffffff" : "yyyy-MM-dd HH:mm:ss.ff", CultureInfo.InvariantCulture)}\"");
        if (request.HasScn)
            sql.Append(CultureInfo.InvariantCulture, $" UNTIL SCN={request.Scn}");
        sql.Append(CultureInfo.InvariantCulture, $" WITH '{option}';");
        return sql.ToString();
    }
}
