using System.Security;
using Obshell.Client;
using Obshell.Recovery.Drills.Checks;

namespace Obshell.Recovery.Drills.Planning;

/// <summary>One backup to restore in a drill. If the input has faults, some values are missing.</summary>
public sealed class DrillSource
{
    /// <summary>The name of the source. Results, histories and the tenant's name contain it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The request without the tenant's name and the point.</summary>
    public TenantRestoreRequest Template { get; init; } = new();

    /// <summary>The point to which the drill restores; the newest point when the user gave no point.</summary>
    public DrillPoint Until { get; init; } = DrillPoint.Newest;

    /// <summary>
    /// The time up to which logs were archived when the backup was read. It is used for agents without <c>ob_admin</c>, which cannot read
    /// this time from the backup. Null when not known.
    /// </summary>
    public DateTimeOffset? NewestPoint { get; init; }

    /// <summary>What is wrong with the source. If there is a fault, nothing is restored.</summary>
    public IReadOnlyList<InputFault> Faults { get; init; } = [];

    /// <summary>The maximum age of the newest restorable point; null for no target.</summary>
    public TimeSpan? TargetRpo { get; init; }

    /// <summary>The maximum time until the tenant is in service; null for no target. A longer time misses the target.</summary>
    public TimeSpan? TargetRto { get; init; }

    /// <summary>
    /// The maximum time from the restore request to a tenant in service; null for no limit. After this time the drill stops waiting and
    /// fails.
    /// </summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>The password of the source tenant's root. The agent needs it to list databases. Null when the user gave none.</summary>
    public SecureString? RootPassword { get; init; }

    /// <summary>The user's own check; null for none.</summary>
    public IDrillVerifier? Verifier { get; init; }

    /// <summary>
    /// Whether the only faults are values that the user gave. Such a source says nothing about a backup. A missing backup, or a layout that
    /// no restore can create, is a fact about the cluster.
    /// </summary>
    internal bool IsInputFault => Faults.Count > 0 && !Faults.Any(f => f.ErrorId is "NoBackup" or "LayoutNotRestorable" or "LayoutUnknown");

    internal string DataBackupText => TextOf(Template.DataBackupUri);

    internal string ArchiveLogText => TextOf(Template.ArchiveLogUri);

    /// <summary>
    /// Makes a name for a source that has no name: the last part of its URI that is not a general word such as <c>data</c> or
    /// <c>backup</c>.
    /// </summary>
    public static string NameOf(StorageUri? uri)
    {
        string shown = uri?.ToString() ?? "";
        int query = shown.IndexOf('?');
        string path = query < 0 ? shown : shown.Substring(0, query);
        string[] parts = path.Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        for (int i = parts.Length - 1; i > 0; i--)
        {
            if (parts[i].ToLowerInvariant() is not ("data" or "clog" or "log" or "archive" or "backup"))
            {
                return parts[i];
            }
        }

        return parts.Length > 1 ? parts[parts.Length - 1] : "backup";
    }

    /// <summary>The request to restore into this tenant. A duration such as <c>15 minutes ago</c> is counted from now.</summary>
    internal TenantRestoreRequest RequestFor(string tenant, DateTimeOffset now) => Template.CopyFor(tenant, Until.Resolve(now), nameof(Until));

    /// <summary>
    /// The URI with masked keys. If the URI breaks the rules, masking may not find the keys, so only its scheme is shown.
    /// </summary>
    private static string TextOf(StorageUri? uri) =>
        uri is null ? "" : uri.FindFault() is null ? uri.ToString() : uri.Scheme.Length > 0 ? uri.Scheme + "://***" : "***";
}
