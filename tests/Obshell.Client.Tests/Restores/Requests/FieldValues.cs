using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Secrets;

namespace Obshell.Client.Tests.Restores.Requests;

/// <summary>Requests with a value for each field of the table.</summary>
internal static class FieldValues
{
    /// <summary>A value for each field. It differs from the default of the field.</summary>
    public static readonly IReadOnlyDictionary<string, object> All = new Dictionary<string, object>
    {
        ["DataBackupUri"] = new StorageUri("oss://b/d?host=h&access_id=i&access_key=UriCanary1"),
        ["ArchiveLogUri"] = new StorageUri("oss://b/c?host=h&access_id=i&access_key=UriCanary2"),
        ["RestoreTenantName"] = "rt2",
        ["Timestamp"] = RestorePoint.FromScn(1728727696264250400),
        ["Scn"] = RestorePoint.FromScn(1728727696264250400),
        ["ZoneList"] = new[] { new ZoneParam("zone1", "u1", 1) },
        ["PrimaryZone"] = "zone1",
        ["Concurrency"] = 4,
        ["HaHighThreadScore"] = 25,
        ["Decryption"] = new[] { SecretText.Protect("Canary-Decryption") },
        ["KmsEncryptInfo"] = SecretText.Protect("Canary-KmsEncryptInfo"),
    };

    public static RestoreField Field(string parameter) => TenantRestoreRequest.Fields.Single(f => f.Parameter == parameter);

    public static TenantRestoreRequest Full()
    {
        var request = new TenantRestoreRequest();
        foreach (RestoreField field in TenantRestoreRequest.Fields)
        {
            field.Set(request, All[field.Parameter]);
        }

        return request;
    }

    public static JsonObject Sent(TenantRestoreRequest request)
    {
        // A body needs zones, because the primary zone is built from them.
        var whole = request.ZoneList.Count > 0 ? request : WithZone(request);
        return JsonNode.Parse(Encoding.UTF8.GetString(RestoreRequestBody.Create(whole)))!.AsObject();
    }

    private static TenantRestoreRequest WithZone(TenantRestoreRequest request)
    {
        TenantRestoreRequest copy = request.CopyFor(request.RestoreTenantName, request.Until, request.PointParameter);
        copy.DataBackupUri ??= new StorageUri("file:///d");
        copy.ZoneList = [new ZoneParam("zone1", "other", 1)];
        return copy;
    }
}
