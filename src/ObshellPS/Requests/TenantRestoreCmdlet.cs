using System.Management.Automation;
using Obshell.Client;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Objects;

namespace ObshellPS.Requests;

/// <summary>
/// A cmdlet that takes restores, in all forms in which people have them. One parameter set, nothing mandatory to the
/// binder, one parameter for all that is piped: with several sets or mandatory names the binder prompts for piped objects,
/// never binds hashtables, and drops zones that it rejects (promise 3).
/// </summary>
public abstract class TenantRestoreCmdlet : RestoreFieldsCmdlet
{
    private readonly List<ZoneParam> pipedZones = [];
    private readonly FaultList zoneFaults = new();
    private RestoreDraft line = new();
    private readonly PipedTexts texts = new();
    private int records;
    private int blanks;
    private int requests;

    /// <summary>Zones, which make one restore together; or requests, which make one restore each.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? InputObject { get; set; }

    /// <summary>Name of the tenant to create.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [Alias("restore_tenant_name", "TenantName")]
    [LeftOutMeans(LeftOut.NamedInRequests)]
    public string? RestoreTenantName { get; set; }

    /// <summary>Where the data backup is.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(BackupPlaceCompleter))]
    [Alias("data_backup_uri")]
    [LeftOutMeans(LeftOut.NamedInRequests)]
    public StorageUri? DataBackupUri { get; set; }

    /// <summary>Where the archived logs are; needed for a point in time.</summary>
    [Parameter(Position = 2)]
    [ArgumentCompleter(typeof(BackupPlaceCompleter))]
    [Alias("archive_log_uri")]
    [LeftOutMeans(LeftOut.ArchiveInBackup)]
    public StorageUri? ArchiveLogUri { get; set; }

    /// <summary>Restore up to this moment, inclusive: ISO 8601 with Z or offset, a DateTimeOffset, or a DateTime of kind Utc or Local.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [Alias("time_stamp")]
    [LeftOutMeans(LeftOut.NewestPoint)]
    public object? Timestamp { get; set; }

    /// <summary>Restore up to this SCN, inclusive: nanoseconds since 1970 UTC.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(LeftOut.NewestPoint)]
    public object? Scn { get; set; }

    /// <summary>The zones, when they are not piped: objects of New-ObZoneParam, hashtables, or text zone:unit:num[:READONLY].</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ZoneListCompleter))]
    [Alias("zone_list")]
    [LeftOutMeans(LeftOut.ZonesPiped)]
    public object[]? ZoneList { get; set; }

    /// <summary>Restores are only tested, not started.</summary>
    private protected abstract bool IsTest { get; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        line = ReadFields(TenantRestoreRequest.Fields);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)))
        {
            return;
        }

        records++;
        object? plain = PropertyBag.Unwrap(InputObject);
        if (plain is string text && !ZoneReader.IsText(text))
        {
            texts.Add(records);
            return;
        }

        try
        {
            if (BackupSource.From(InputObject) is { } backup)
            {
                requests++;
                Take(backup.CompletedBy(line), line.RestoreTenantName, new PipedRow(records, line.RestoreTenantName));
                return;
            }

            IReadOnlyList<KeyValuePair<string, object?>>? bag = plain is ZoneParam ? null : PropertyBag.Open(InputObject);
            if (bag is not null && InputValue.IsBlankRow(bag))
            {
                blanks++;
                WriteWarning(RestoreRequestTexts.FormatRowBlank(records));
            }
            else if (IsRequest(bag))
            {
                TakeRequest(bag!);
            }
            else
            {
                pipedZones.Add(ZoneReader.ReadOne(InputObject, nameof(InputObject), zoneFaults));
            }
        }
        catch (ObshellInputException e)
        {
            // What cannot be read is a request: the others continue.
            requests++;
            WriteFault(e, null, new PipedRow(records, null));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (texts.Count > 0)
        {
            // No matter what else was piped: it is unknown what these lines say, and so what was meant.
            WriteFault(new ObshellInputException(texts.Fault(others: pipedZones.Count > 0)), null);
        }
        else if (requests == 0)
        {
            TakeLine();
        }
        else if (pipedZones.Count > 0 || !zoneFaults.IsEmpty)
        {
            // After a start the id means "do not repeat this", after a test it does not.
            zoneFaults.Add(IsTest ? "ZonesNotTested" : "MixedInput", nameof(InputObject), IsTest ? RestoreRequestTexts.MixedTested : RestoreRequestTexts.MixedStarted);
            WriteFault(new ObshellInputException([.. zoneFaults.All]), null);
        }
    }

    /// <summary>One whole restore: zones of the pipeline with the command line, or a piped request completed by it.</summary>
    /// <param name="draft">The restore.</param>
    /// <param name="tenant">Its tenant; null when it names none.</param>
    /// <param name="row">Where it was piped; null for the command line.</param>
    private protected abstract void Take(RestoreDraft draft, string? tenant, PipedRow? row);

    private static bool IsRequest(IReadOnlyList<KeyValuePair<string, object?>>? bag)
    {
        if (bag is null)
        {
            return false;
        }

        bool zoneLike = false;
        foreach (KeyValuePair<string, object?> entry in bag)
        {
            if (RestoreDraft.IsKey(entry.Key))
            {
                return true;
            }

            zoneLike |= ZoneReader.IsKey(entry.Key);
        }

        // Neither: a request with every key mistyped is still better explained as one.
        return !zoneLike;
    }

    private void TakeRequest(IReadOnlyList<KeyValuePair<string, object?>> bag)
    {
        requests++;
        RestoreDraft row = RestoreDraft.FromBag(bag);

        // Never the row itself: as an error's target it would show the keys inside its URIs.
        RestoreDraft whole = row.CompletedBy(line);
        if (row.HasCommaInPassword)
        {
            WriteWarning(RestoreRequestTexts.FormatCommaInPassword(records, "[\"p1\", \"p2\"]"));
        }

        Take(whole, whole.RestoreTenantName, new PipedRow(records, whole.RestoreTenantName));
    }

    private void TakeLine()
    {
        // An empty CSV, a filter that let nothing through: the command line was meant for what was not piped.
        if (records == blanks && MyInvocation.ExpectingInput)
        {
            if (RestoreTenantName is null && DataBackupUri is null)
            {
                WriteWarning(IsTest ? RestoreRequestTexts.NothingPipedTested : RestoreRequestTexts.NothingPipedStarted);
                return;
            }

            if (line.ZoneList is not null)
            {
                line.Faults.Add("NothingPiped", nameof(InputObject), IsTest ? RestoreRequestTexts.NothingPipedLineTested : RestoreRequestTexts.NothingPipedLineStarted);
            }
        }

        line.Faults.AddRange(zoneFaults.All);
        if (pipedZones.Count > 0)
        {
            if (line.ZoneList is not null)
            {
                line.Faults.Add("ConflictingValue", nameof(ZoneList), RestoreRequestTexts.ZonesTwice);
            }
            else
            {
                line.ZoneList = pipedZones;
            }
        }

        Take(line, line.RestoreTenantName, null);
    }
}
