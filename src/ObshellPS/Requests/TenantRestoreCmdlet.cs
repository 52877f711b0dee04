using System.Management.Automation;
using Obshell.Client;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Objects;

namespace ObshellPS.Requests;

/// <summary>
/// A cmdlet that accepts restores in all forms that users have. It has only one parameter set, no parameter that is mandatory for
/// PowerShell, and one parameter for all piped objects. With several sets or mandatory parameters, PowerShell would prompt for piped
/// values, would not bind hashtables, and would ignore zones that it cannot bind (promise 3).
/// </summary>
public abstract class TenantRestoreCmdlet : RestoreFieldsCmdlet
{
    private readonly List<ZoneParam> pipedZones = [];
    private readonly FaultList zoneFaults = new();
    private readonly Dictionary<string, int> rowOfName = new(StringComparer.Ordinal);
    private RestoreDraft line = new();
    private readonly PipedTexts texts = new();
    private int records;
    private int blanks;
    private int requests;

    /// <summary>Zones, which all belong to one restore; or requests, where each request is one restore.</summary>
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

    /// <summary>
    /// Restore up to this moment, inclusive: ISO 8601 with Z or offset, a DateTimeOffset, or a DateTime of kind Utc or Local.
    /// </summary>
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

    /// <summary>True if the cmdlet only tests restores and does not start them.</summary>
    private protected abstract bool IsTest { get; }

    /// <summary>True if several requests of one pipeline may have the same tenant name, because they may be the same restore.</summary>
    private protected virtual bool MayRepeatName => false;

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
                TakeRow(backup.CompletedBy(line), line.RestoreTenantName);
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
            // Report that this request cannot be read, and continue with the other requests.
            requests++;
            WriteFault(e, null, new PipedRow(records, null));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (texts.Count > 0)
        {
            // Piped lines of text are always an error, because the cmdlet cannot know which restore they mean.
            WriteFault(new ObshellInputException(texts.Fault(others: pipedZones.Count > 0)), null);
        }
        else if (requests == 0)
        {
            TakeLine();
        }
        else if (pipedZones.Count > 0 || !zoneFaults.IsEmpty)
        {
            // MixedInput means: restores may have been started, so do not repeat the command. A test starts no restore, so its error has
            // another id.
            zoneFaults.Add(IsTest ? "ZonesNotTested" : "MixedInput", nameof(InputObject), IsTest ? RestoreRequestTexts.MixedTested : RestoreRequestTexts.MixedStarted);
            WriteFault(new ObshellInputException([.. zoneFaults.All]), null);
        }
    }

    /// <summary>
    /// Handles one complete restore: piped zones with the command line, or a piped request completed with the command line.
    /// </summary>
    /// <param name="draft">The restore.</param>
    /// <param name="tenant">The tenant of the restore; null when the restore has no tenant name.</param>
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

        // If no key is known, read the object as a request, because the errors for a request explain more than the errors for a zone.
        return !zoneLike;
    }

    private void TakeRequest(IReadOnlyList<KeyValuePair<string, object?>> bag)
    {
        requests++;
        RestoreDraft row = RestoreDraft.FromBag(bag);

        // The row is never the target of an error: the error would show the keys in its URIs.
        RestoreDraft whole = row.CompletedBy(line);
        if (row.HasCommaInPassword)
        {
            WriteWarning(RestoreRequestTexts.FormatCommaInPassword(records, "[\"p1\", \"p2\"]"));
        }

        TakeRow(whole, whole.RestoreTenantName);
    }

    /// <summary>
    /// Handles one row. If an earlier row has the same tenant name, this is a fault. The agent would restore the first row and refuse this
    /// one, so the user could take the tenant for the restore of this row.
    /// </summary>
    private void TakeRow(RestoreDraft draft, string? tenant)
    {
        string name = MayRepeatName ? "" : draft.RestoreTenantName ?? "";
        if (rowOfName.TryGetValue(name, out int first))
        {
            draft.Faults.Add("RestoreTenantRepeated", nameof(RestoreTenantName), RestoreRequestTexts.FormatTenantRepeated(first, TextFault.Quote(name)));
        }

        Take(draft, tenant, new PipedRow(records, tenant));

        // Take adds the faults of the whole request. A row with faults is not sent, so a later row may use its name.
        if (name.Length > 0 && draft.Faults.IsEmpty)
        {
            rowOfName[name] = records;
        }
    }

    private void TakeLine()
    {
        // The pipeline was empty, for example because of an empty CSV file or a filter. The command line was meant for piped objects, so do
        // not use it alone.
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
