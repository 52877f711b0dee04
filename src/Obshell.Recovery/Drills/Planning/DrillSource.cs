using System.Security;
using Obshell.Client;
using Obshell.Recovery.Drills.Checks;

namespace Obshell.Recovery.Drills.Planning;

/// <summary>One backup that is to be restored for trial, as far as it was understood.</summary>
public sealed class DrillSource
{
    /// <summary>What it is called in results, histories and the name of the tenant.</summary>
    public string Name { get; init; } = "";

    /// <summary>All but the tenant's name and the point.</summary>
    public TenantRestoreRequest Template { get; init; } = new();

    /// <summary>Up to where; the newest point where none is named.</summary>
    public DrillPoint Until { get; init; } = DrillPoint.Newest;

    /// <summary>Up to when its logs were archived when its backup was read: for an agent without <c>ob_admin</c>, which does not know. Null when not known.</summary>
    public DateTimeOffset? NewestPoint { get; init; }

    /// <summary>What is wrong with it: then nothing is restored.</summary>
    public IReadOnlyList<InputFault> Faults { get; init; } = [];

    /// <summary>The newest restorable point must not be older; null for no target.</summary>
    public TimeSpan? TargetRpo { get; init; }

    /// <summary>The tenant must be in service after this; null for no target.</summary>
    public TimeSpan? TargetRto { get; init; }

    /// <summary>Max time from the POST to a tenant in service; null for no limit.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>Of the source tenant's root, where it was given: the agent then lists databases; null where it was not.</summary>
    public SecureString? RootPassword { get; init; }

    /// <summary>The user's own check; null for none.</summary>
    public IDrillVerifier? Verifier { get; init; }

    internal string DataBackupText => TextOf(Template.DataBackupUri);

    internal string ArchiveLogText => TextOf(Template.ArchiveLogUri);

    /// <summary>Where it has no name: the last part of its address that differs from other sources.</summary>
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

    /// <summary>The restore into this tenant, as of now.</summary>
    internal TenantRestoreRequest RequestFor(string tenant, DateTimeOffset now) => Template.CopyFor(tenant, Until.Resolve(now), nameof(Until));

    /// <summary>What breaks the rules may hide its keys from the masking, too.</summary>
    private static string TextOf(StorageUri? uri) =>
        uri is null ? "" : uri.FindFault() is null ? uri.ToString() : uri.Scheme.Length > 0 ? uri.Scheme + "://***" : "***";
}
