using System.Globalization;
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

/// <summary>
/// Makes one report of drills, DAGs and restores: an HTML page, Markdown, JSON or JUnit XML. It sends no request to an agent.
/// </summary>
[Cmdlet(VerbsData.Export, "ObRestoreReport", DefaultParameterSetName = "Path", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(string), typeof(FileInfo))]
public sealed class ExportObRestoreReportCommand : ObCmdlet
{
    private ReportBuilder? builder;
    private ReportFormat format;
    private ReportFile? file;

    /// <summary>
    /// The file. If the path has wildcards and exactly one file matches, that file is used. Without a path the cmdlet returns the
    /// report as text.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = "Path")]
    [Alias("FilePath")]
    public string? Path { get; set; }

    /// <summary>The file, without wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>Drills, DAGs and restores of tenants, in any combination.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>The format. Default: the format that belongs to the file name's extension, otherwise HTML.</summary>
    [Parameter]
    public ReportFormat? Format { get; set; }

    /// <summary>The title above the verdict.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Title { get; set; }

    /// <summary>The language of the report, such as zh-CN. Default: the language of the session.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.SessionLanguage))]
    public CultureInfo? Culture { get; set; }

    /// <summary>Replaces the file even if it is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Does not replace an existing file.</summary>
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

        builder = new ReportBuilder(Culture);
        try
        {
            format = ReportFormats.Of(Format, Target);
        }
        catch (ObshellInputException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, Target));
        }

        file = Target is null ? null : ReportFile.Open(this, Target, FileKind.Report, LiteralPath is not null, NoClobber, Force);
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
        if (builder!.Count == 0)
        {
            WriteFault(new ObshellInputException(new InputFault("NothingToReport", nameof(InputObject), ReportCommandTexts.NothingToReport)), Target);
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

        if (!ShouldProcess(file.Path, ReportCommandTexts.FormatAction(format.ToString(), Amounts.OfCount(builder.Count))))
        {
            return;
        }

        ErrorRecord? fault = Run(stop => Task.Run(
            () => file.Write(text => builder.Write(format, Title, WallClock.Now, text, stop), stop), stop));
        if (fault is not null)
        {
            ThrowTerminatingError(fault);
        }

        WriteVerbose(ReportCommandTexts.FormatWritten(file.Path, Amounts.OfCount(new FileInfo(file.Path).Length)));
        if (PassThru)
        {
            WriteObject(file.Item(InvokeProvider));
        }
    }

    private string? Target => LiteralPath ?? Path;

    private void Take(object? item)
    {
        switch (ReportInput.Read(item))
        {
            case RestoreDrillResult drill:
                builder!.Add(drill);
                break;
            case TenantRecovery tenant:
                builder!.Add(tenant);
                break;
            case AgentDag dag:
                builder!.Add(dag);
                break;
            case TenantRestore restore:
                builder!.Add(restore);
                break;
            case RestoreOverview job:
                builder!.Add(job);
                break;
            case var other:
                string type = other is null ? "$null" : other.GetType().Name;
                builder!.AddUnreadable(type);
                WriteFault(new ObshellInputException(new InputFault("NotReportable", nameof(InputObject), ReportCommandTexts.FormatNotReportable(type))), item);
                break;
        }
    }
}
