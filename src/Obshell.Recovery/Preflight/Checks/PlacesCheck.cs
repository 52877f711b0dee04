using Obshell.Client;
using Obshell.Client.Storage;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>Compares the data URI with the log URI: they may be swapped, equal, or one inside the other.</summary>
internal sealed class PlacesCheck(PreflightFacts facts) : PreflightCheck(facts)
{
    public const string Name = "BackupPlaces";

    public override void Judge()
    {
        if (Request is { DataBackupUri: { } data, ArchiveLogUri: { } logs } && IsReadable(data) && IsReadable(logs) && StoragePlaces.Judge(data, logs) is { } odd)
        {
            Add(Name, PreflightVerdict.Warning, odd, "", PreflightTexts.AdvicePlaces, "DataBackupUri");
        }
    }

    private static bool IsReadable(StorageUri uri) => uri.Reveal().Length > 0 && uri.FindFault() is null;
}
