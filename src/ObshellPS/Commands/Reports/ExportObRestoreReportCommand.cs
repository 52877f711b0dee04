using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Time;
using Obshell.Recovery;
using Obshell.Recovery.Reports;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Errors;
using ObshellPS.Objects;
using ObshellPS.Pipeline;
using ObshellPS.Reports;

namespace ObshellPS.Commands;

/// <summary>One report of drills, DAGs and restores: a page, Markdown, JSON or JUnit's XML. Asks no agent.</summary>
[Cmdlet(VerbsData.Export, "ObRestoreReport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(string), typeof(FileInfo))]
public sealed class ExportObRestoreReportCommand : ObCmdlet
{
    private readonly ReportBuilder builder = new();
    private ReportFormat format;
    private ReportFile? file;

    /// <summary>The file; without it the report's text goes to the output.</summary>
    [Parameter(Position = 0)]
    [Alias("FilePath", "LiteralPath", "PSPath")]
    public string? Path { get; set; }

    /// <summary>Drills, DAGs and restores of tenants, mixed as they come.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>The form; default: by the end of the file's name, else a page.</summary>
    [Parameter]
    public ReportFormat? Format { get; set; }

    /// <summary>Above the verdict.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Title { get; set; }

    /// <summary>Writes over a read-only file too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Does not write over a file.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Returns the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // Now and not at the end: what comes down the pipeline may be drills of a whole night.
        try
        {
            format = ReportFormats.Of(Format, Path);
            file = Path is null ? null : ReportFile.At(Path, SessionState.Path, NoClobber, Force);
        }
        catch (ObshellInputException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, Path));
        }

        if (file?.Obstacle() is { } obstacle)
        {
            ThrowTerminatingError(obstacle);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)))
        {
            return;
        }

        bool any = false;
        foreach (object? item in InputValue.Each(InputObject))
        {
            any = true;
            Take(item);
        }

        if (!any && PropertyBag.Unwrap(InputObject) is null)
        {
            Take(null);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (builder.Count == 0)
        {
            WriteFault(new ObshellInputException(new InputFault("NothingToReport", nameof(InputObject), "Nothing came down the pipeline, so no report was made.")), Path);
            return;
        }

        if (file is null)
        {
            WriteObject(Run(stop => Task.Run(
                () =>
                {
                    using var text = new StringWriter();
                    builder.Write(format, Title, WallClock.Now, text, stop);
                    return text.ToString();
                }, stop)));
            return;
        }

        if (!ShouldProcess(file.Path, $"Write a report of {Amounts.OfCount(builder.Count, "item", "items")} as {format}"))
        {
            return;
        }

        ErrorRecord? fault = Run(stop => Task.Run(
            () => file.Write(text => builder.Write(format, Title, WallClock.Now, text, stop), stop), stop));
        if (fault is not null)
        {
            ThrowTerminatingError(fault);
        }

        var written = new FileInfo(file.Path);
        WriteVerbose($"{file.Path}: {Amounts.OfCount(written.Length)} bytes.");
        if (PassThru)
        {
            WriteObject(written);
        }
    }

    private void Take(object? item)
    {
        switch (ReportInput.Read(item))
        {
            case RestoreDrillResult drill:
                builder.Add(drill);
                break;
            case TenantRecovery tenant:
                builder.Add(tenant);
                break;
            case AgentDag dag:
                builder.Add(dag);
                break;
            case TenantRestore restore:
                builder.Add(restore);
                break;
            case RestoreOverview job:
                builder.Add(job);
                break;
            case var other:
                string kind = other is null ? "$null" : "a " + other.GetType().Name;
                builder.AddUnreadable(kind);
                WriteFault(new ObshellInputException(new InputFault("NotReportable", nameof(InputObject), $"{(other is null ? "$null" : "A " + other.GetType().Name)} is no drill, no DAG and no restore.")), item);
                break;
        }
    }
}
