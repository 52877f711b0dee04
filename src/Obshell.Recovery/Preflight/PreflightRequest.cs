using Obshell.Client;
using Obshell.Client.Secrets;
using Obshell.Client.Storage;

namespace Obshell.Recovery;

/// <summary>The checked restore, as the input was understood, without its secrets.</summary>
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

    /// <summary>The tenant to create.</summary>
    public string RestoreTenantName { get; }

    /// <summary>Place of the data. Keys are masked.</summary>
    public string DataBackupUri { get; }

    /// <summary>Place of the logs. Keys are masked. Empty when it was not given.</summary>
    public string ArchiveLogUri { get; }

    /// <summary>The point; null for the newest.</summary>
    public RestorePoint? Until { get; }

    /// <summary>The zones, each as <c>zone:unit:num:FULL</c>.</summary>
    public string[] ZoneList { get; }

    /// <summary>The primary zone.</summary>
    public string PrimaryZone { get; }

    /// <summary>Threads for high-priority work.</summary>
    public int HaHighThreadScore { get; }

    /// <summary>Threads of the restore; null for the tenant's MAX_CPU.</summary>
    public int? Concurrency { get; }

    /// <summary>How many backup passwords there are.</summary>
    public int DecryptionCount { get; }

    /// <summary>Whether there is key management text.</summary>
    public bool HasKmsEncryptInfo { get; }

    /// <summary>Masking may not find the keys in a text that breaks the rules, so only the scheme of such a text is shown.</summary>
    private static string Show(StorageUri? uri, Redactor redactor) =>
        uri is null ? ""
        : uri.FindFault() is null ? redactor.Clean(uri.ToString())
        : StorageScheme.Of(uri.Scheme) is not null ? uri.Scheme + "://" + Redactor.Mask
        : Redactor.Mask;
}
