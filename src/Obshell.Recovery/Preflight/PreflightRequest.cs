using Obshell.Client;
using Obshell.Client.Secrets;
using Obshell.Client.Storage;

namespace Obshell.Recovery;

/// <summary>The checked restore request, without secrets. If the input has faults, some values are missing.</summary>
public sealed class PreflightRequest
{
    internal PreflightRequest(TenantRestoreRequest request, Redactor redactor)
    {
        RestoreTenantName = TextFault.Quote(redactor.Clean(request.RestoreTenantName));
        DataBackupUri = Show(request.DataBackupUri, redactor);
        ArchiveLogUri = Show(request.ArchiveLogUri, redactor);
        Until = request.Until;
        ZoneList = [.. request.ZoneList.Select(z => TextFault.Quote(redactor.Clean(z.ToString())))];
        PrimaryZone = string.IsNullOrWhiteSpace(request.PrimaryZone) ? Obshell.Client.Restores.Requests.PrimaryZone.Random : TextFault.Quote(redactor.Clean(request.PrimaryZone));
        HaHighThreadScore = request.HaHighThreadScore;
        Concurrency = request.Concurrency;
        DecryptionCount = request.Decryption.Count;
        HasKmsEncryptInfo = request.KmsEncryptInfo is not null;
    }

    /// <summary>The name of the tenant that the restore creates.</summary>
    public string RestoreTenantName { get; }

    /// <summary>The URI of the data backup. Keys are masked.</summary>
    public string DataBackupUri { get; }

    /// <summary>The URI of the archived logs. Keys are masked. Empty when it was not given.</summary>
    public string ArchiveLogUri { get; }

    /// <summary>The point to restore to; null for the newest point.</summary>
    public RestorePoint? Until { get; }

    /// <summary>The zones, each as <c>zone:unit:num:FULL</c>.</summary>
    public string[] ZoneList { get; }

    /// <summary>The primary zone.</summary>
    public string PrimaryZone { get; }

    /// <summary><c>ha_high_thread_score</c>: the number of threads for high-priority work.</summary>
    public int HaHighThreadScore { get; }

    /// <summary>The number of threads of the restore; null for the tenant's MAX_CPU.</summary>
    public int? Concurrency { get; }

    /// <summary>The number of backup passwords.</summary>
    public int DecryptionCount { get; }

    /// <summary>Whether the request contains <c>kms_encrypt_info</c>.</summary>
    public bool HasKmsEncryptInfo { get; }

    /// <summary>
    /// The URI with masked keys. If the URI breaks the rules, masking may not find the keys, so only its scheme is shown.
    /// </summary>
    private static string Show(StorageUri? uri, Redactor redactor) =>
        uri is null ? ""
        : uri.FindFault() is null ? redactor.Clean(uri.ToString())
        : StorageScheme.Of(uri.Scheme) is not null ? uri.Scheme + "://" + Redactor.Mask
        : Redactor.Mask;
}
