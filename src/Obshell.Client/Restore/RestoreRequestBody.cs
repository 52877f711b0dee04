using System;
using System.Security;
using System.Text.Encodings.Web;
using System.Text.Json;
using Obshell.Client.Security;
using Obshell.Client.Wire;

namespace Obshell.Client.Restore;

/// <summary>
/// The JSON of <c>POST /api/v1/tenant/restore</c>: exactly these keys and no other, since the agent ignores what it does
/// not know (trap 1). The moment goes out as <c>scn</c>, never as <c>timestamp</c> or <c>time_stamp</c>.
/// </summary>
internal static class RestoreRequestBody
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="request">A request without faults.</param>
    /// <returns>UTF-8 that may hold keys and passwords: the caller clears it.</returns>
    public static byte[] Create(TenantRestoreRequest request)
    {
        using var buffer = new ClearedBuffer();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("data_backup_uri"u8, request.DataBackupUri!.Reveal());
            if (request.ArchiveLogUri is { } log)
            {
                json.WriteString("archive_log_uri"u8, log.Reveal());
            }

            json.WriteString("restore_tenant_name"u8, request.RestoreTenantName);
            if (request.Until is { } until)
            {
                json.WriteNumber("scn"u8, until.Scn);
            }

            json.WriteStartArray("zone_list"u8);
            foreach (ZoneParam zone in request.ZoneList)
            {
                json.WriteStartObject();
                json.WriteString("name"u8, zone.Name);
                json.WriteString("replica_type"u8, zone.ReplicaType.ToWire());
                json.WriteString("unit_config_name"u8, zone.UnitConfigName);
                json.WriteNumber("unit_num"u8, zone.UnitNum);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("primary_zone"u8, PrimaryZone.Normalize(request.PrimaryZone, request.ZoneList, out _));
            if (request.Concurrency is { } concurrency)
            {
                json.WriteNumber("concurrency"u8, concurrency);
            }

            json.WriteNumber("ha_high_thread_score"u8, request.HaHighThreadScore);
            if (request.Decryption.Count > 0)
            {
                json.WriteStartArray("decryption"u8);
                foreach (SecureString secret in request.Decryption)
                {
                    JsonText.Use(secret, (literal, length) => json.WriteRawValue(literal.AsSpan(0, length), skipInputValidation: true));
                }

                json.WriteEndArray();
            }

            if (request.KmsEncryptInfo is { } kms)
            {
                json.WritePropertyName("kms_encrypt_info"u8);
                JsonText.Use(kms, (literal, length) => json.WriteRawValue(literal.AsSpan(0, length), skipInputValidation: true));
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
