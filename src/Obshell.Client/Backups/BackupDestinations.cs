using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>
/// The current destinations of a tenant's data backups and archived logs. The agent reports them without keys (PROTOCOL-BACKUP 3).
/// </summary>
public sealed class BackupDestinations
{
    /// <summary>
    /// The agent cannot read the destinations that are set. Possible causes: an azblob:// URI, a file:// URI with parameters, or a key in
    /// the path (B16).
    /// </summary>
    public static BackupDestinations Unreadable { get; } = new(null, null);

    /// <param name="dataUri">Destination of the data backups; empty when it is not set, null when the agent cannot read it.</param>
    /// <param name="archiveUri">Destination of the archived logs; empty when it is not set, null when the agent cannot read it.</param>
    public BackupDestinations(string? dataUri, string? archiveUri)
    {
        DataUri = dataUri;
        ArchiveUri = archiveUri;
    }

    /// <summary>Destination of the data backups; empty when it is not set, null when the agent cannot read it.</summary>
    public string? DataUri { get; }

    /// <summary>Destination of the archived logs; empty when it is not set, null when the agent cannot read it.</summary>
    public string? ArchiveUri { get; }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Listing.Of(DataUri ?? BackupTexts.DestinationUnreadable, ArchiveUri ?? BackupTexts.DestinationUnreadable));
}
