using System.Text.Encodings.Web;
using System.Text.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client.Restores.Requests;

/// <summary>
/// The JSON of <c>POST /api/v1/tenant/restore</c>. It contains exactly the keys of the field table, because the agent ignores unknown keys
/// (trap 1). The restore point is sent as <c>scn</c>, never as <c>timestamp</c> or <c>time_stamp</c>.
/// </summary>
internal static class RestoreRequestBody
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="request">A request without faults.</param>
    /// <returns>UTF-8 that may contain keys and passwords: the caller clears it.</returns>
    public static byte[] Create(TenantRestoreRequest request)
    {
        using var buffer = new ClearedBuffer();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            foreach (RestoreField field in TenantRestoreRequest.Fields)
            {
                field.Write(json, request);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
