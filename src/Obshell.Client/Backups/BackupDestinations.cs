using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>
/// The places to which a tenant's data backups and archived logs go from now on, as the agent reports them: without keys (PROTOCOL-BACKUP
/// 3).
/// </summary>
public sealed class BackupDestinations
{
    /// <summary>
    /// Destinations that are set but that the agent cannot read: azblob://, a file:// URI with parameters, or a key in the path (B16).
    /// </summary>
    public static BackupDestinations Unreadable { get; } = new(null, null);

    /// <param name="dataUri">The place of the data backups; empty when unset, null when unreadable.</param>
    /// <param name="archiveUri">The place of the archived logs; empty when unset, null when unreadable.</param>
    public BackupDestinations(string? dataUri, string? archiveUri)
    {
        DataUri = dataUri;
        ArchiveUri = archiveUri;
    }

    /// <summary>Place of the data backups; empty when unset, null when the agent cannot read it.</summary>
    public string? DataUri { get; }

    /// <summary>Place of the archived logs; empty when unset, null when the agent cannot read it.</summary>
    public string? ArchiveUri { get; }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Listing.Of(DataUri ?? BackupTexts.DestinationUnreadable, ArchiveUri ?? BackupTexts.DestinationUnreadable));
}
