using System.Management.Automation;
using Obshell.Client;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Objects;

namespace ObshellPS.Requests;

/// <summary>
/// A cmdlet that takes restores, in all forms that users have. It has one parameter set, no parameter that is mandatory to the binder,
/// and one parameter for all piped objects. With several sets or mandatory names the binder prompts for piped objects, never binds
/// hashtables, and drops zones that it rejects (promise 3).
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
    [LeftOutMeans(nameof(LeftOutTexts.NamedInRequests))]
    public string? RestoreTenantName { get; set; }

    /// <summary>Where the data backup is.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(BackupPlaceCompleter))]
    [Alias("data_backup_uri")]
    [LeftOutMeans(nameof(LeftOutTexts.NamedInRequests))]
    public StorageUri? DataBackupUri { get; set; }

    /// <summary>Where the archived logs are; needed for a point in time.</summary>
    [Parameter(Position = 2)]
    [ArgumentCompleter(typeof(BackupPlaceCompleter))]
    [Alias("archive_log_uri")]
    [LeftOutMeans(nameof(LeftOutTexts.ArchiveInBackup))]
    public StorageUri? ArchiveLogUri { get; set; }

    /// <summary>Restore up to this moment, inclusive: ISO 8601 with Z or offset, a DateTimeOffset, or a DateTime of kind Utc or Local.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [Alias("time_stamp")]
    [LeftOutMeans(nameof(LeftOutTexts.NewestPoint))]
    public object? Timestamp { get; set; }

    /// <summary>Restore up to this SCN, inclusive: nanoseconds since 1970 UTC.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.NewestPoint))]
    public object? Scn { get; set; }

    /// <summary>The zones, if they are not piped: objects of New-ObZoneParam, hashtables, or text zone:unit:num[:READONLY].</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ZoneListCompleter))]
    [Alias("zone_list")]
    [LeftOutMeans(nameof(LeftOutTexts.ZonesPiped))]
    public object[]? ZoneList { get; set; }

    /// <summary>The cmdlet only tests restores and does not start them.</summary>
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
            // A request that cannot be read is a fault of that request: the others continue.
            requests++;
            WriteFault(e, null, new PipedRow(records, null));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (texts.Count > 0)
        {
            // This is an error no matter what else was piped: the meaning of these lines is unknown, and so is the restore that the user wants.
            WriteFault(new ObshellInputException(texts.Fault(others: pipedZones.Count > 0)), null);
        }
        else if (requests == 0)
        {
            TakeLine();
        }
        else if (pipedZones.Count > 0 || !zoneFaults.IsEmpty)
        {
            // After a start the error id means "do not repeat this"; after a test it does not.
            zoneFaults.Add(IsTest ? "ZonesNotTested" : "MixedInput", nameof(InputObject), IsTest ? RestoreRequestTexts.MixedTested : RestoreRequestTexts.MixedStarted);
            WriteFault(new ObshellInputException([.. zoneFaults.All]), null);
        }
    }

    /// <summary>One complete restore: piped zones with the command line, or a piped request completed by the command line.</summary>
    /// <param name="draft">The restore.</param>
    /// <param name="tenant">Its tenant; null when it names none.</param>
    /// <param name="row">The row of the pipeline; null for the command line.</param>
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

        // The object is not a zone and not a request: for a request with every key mistyped, the errors of a request explain more.
        return !zoneLike;
    }

    private void TakeRequest(IReadOnlyList<KeyValuePair<string, object?>> bag)
    {
        requests++;
        RestoreDraft row = RestoreDraft.FromBag(bag);

        // The row itself is never the target: the error would show the keys inside its URIs.
        RestoreDraft whole = row.CompletedBy(line);
        if (row.HasCommaInPassword)
        {
            WriteWarning(RestoreRequestTexts.FormatCommaInPassword(records, "[\"p1\", \"p2\"]"));
        }

        Take(whole, whole.RestoreTenantName, new PipedRow(records, whole.RestoreTenantName));
    }

    private void TakeLine()
    {
        // The input is an empty CSV, or a filter that let no object through: the command line was meant for objects that did not come.
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
