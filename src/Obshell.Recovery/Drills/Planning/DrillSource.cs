using System.Security;
using Obshell.Client;
using Obshell.Recovery.Drills.Checks;

namespace Obshell.Recovery.Drills.Planning;

/// <summary>One backup to restore in a drill, as far as the input was understood.</summary>
public sealed class DrillSource
{
    /// <summary>The name of the source in results, in histories and in the tenant's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The request without the tenant's name and the point.</summary>
    public TenantRestoreRequest Template { get; init; } = new();

    /// <summary>The point to which the drill restores; the newest point where the user named none.</summary>
    public DrillPoint Until { get; init; } = DrillPoint.Newest;

    /// <summary>
    /// The time up to which logs were archived when the backup was read. It is used for an agent without <c>ob_admin</c>, which does not know
    /// this time. Null when not known.
    /// </summary>
    public DateTimeOffset? NewestPoint { get; init; }

    /// <summary>What is wrong with the source. If there is a fault, nothing is restored.</summary>
    public IReadOnlyList<InputFault> Faults { get; init; } = [];

    /// <summary>The newest restorable point must not be older than this; null for no target.</summary>
    public TimeSpan? TargetRpo { get; init; }

    /// <summary>The tenant must be in service within this time; null for no target.</summary>
    public TimeSpan? TargetRto { get; init; }

    /// <summary>The maximum time from the POST to a tenant in service; null for no limit.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>The password of the source tenant's root. With it the agent lists databases. Null where the user gave none.</summary>
    public SecureString? RootPassword { get; init; }

    /// <summary>The user's own check; null for none.</summary>
    public IDrillVerifier? Verifier { get; init; }

    internal string DataBackupText => TextOf(Template.DataBackupUri);

    internal string ArchiveLogText => TextOf(Template.ArchiveLogUri);

    /// <summary>The name of a source that has none: the last part of its address that differs from other sources.</summary>
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

    /// <summary>The request to restore into this tenant, as of now.</summary>
    internal TenantRestoreRequest RequestFor(string tenant, DateTimeOffset now) => Template.CopyFor(tenant, Until.Resolve(now), nameof(Until));

    /// <summary>In an address that breaks the rules, masking may not find the keys. Such an address is not shown.</summary>
    private static string TextOf(StorageUri? uri) =>
        uri is null ? "" : uri.FindFault() is null ? uri.ToString() : uri.Scheme.Length > 0 ? uri.Scheme + "://***" : "***";
}
