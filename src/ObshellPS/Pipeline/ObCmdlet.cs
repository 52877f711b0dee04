using System.Management.Automation;
using Obshell.Client;
using ObshellPS.Binding;
using ObshellPS.Connections;
using ObshellPS.Errors;
using ObshellPS.Objects;

namespace ObshellPS.Pipeline;

/// <summary>
/// The base of all cmdlets: asynchronous work whose output reaches the pipeline thread, an immediate stop (promise 7), and errors
/// as records.
/// </summary>
public abstract class ObCmdlet : SafeOutputCmdlet, IDisposable
{
    // It is created here and not at the first use: a stop that comes before the first use must not be lost.
    private readonly CancellationTokenSource stop = new();
    private readonly PipelinePump pump = new();
    private IRequestLog? log;
    private bool hasRecord;

    /// <summary>Cancelled by Ctrl+C, and by a downstream cmdlet that wants no more objects.</summary>
    internal CancellationToken StopToken => stop.Token;

    internal PipelinePump Pump => pump;

    /// <summary>Gets every request of this cmdlet; null when no stream shows them.</summary>
    private protected IRequestLog? Log => log;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            EmptyParameters.ThrowIfAny(this, MyInvocation.BoundParameters);
        }
        catch (ObshellInputException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, null));
        }

        bool debug = IsListening("Debug", "DebugPreference");
        if (debug || IsListening("Verbose", "VerbosePreference"))
        {
            log = new PipelineRequestLog(this, debug);
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => CancelWork();

    /// <summary>The engine calls it when the pipeline has ended. <c>Select-Object -First</c> causes this call and no other.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            CancelWork();
            pump.Dispose();
        }
    }

    /// <summary>Runs an action on the pipeline thread; any thread may call it.</summary>
    internal void Post(Action action) => pump.Post(action);

    /// <summary>Runs work to its end and writes its output in the meantime; on the pipeline thread.</summary>
    private protected void Run(Func<CancellationToken, Task> work) => pump.RunUntil(Task.Run(() => work(stop.Token)), stop.Token);

    /// <summary>As <see cref="Run(Func{CancellationToken, Task})"/>, with a result.</summary>
    internal T Run<T>(Func<CancellationToken, Task<T>> work)
    {
        Task<T> task = Task.Run(() => work(stop.Token));
        try
        {
            pump.RunUntil(task, stop.Token);
        }
        catch
        {
            // A result that arrives after this has no owner: for example a connection that was made at the moment of the stop.
            task.ContinueWith(
                static t => (t.Status == TaskStatus.RanToCompletion ? t.Result as IDisposable : null)?.Dispose(),
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }

        return task.GetAwaiter().GetResult();
    }

    /// <summary>Whether this cmdlet is in a pipeline that has sent it no object.</summary>
    private protected bool NothingCame => MyInvocation.ExpectingInput && !hasRecord;

    /// <summary>The cmdlet calls it for each record.</summary>
    private protected void CountRecord() => hasRecord = true;

    /// <summary>Writes the fault of one record: the other records continue.</summary>
    private protected void WriteFault(ObshellException fault, object? target, PipedRow? row = null) => WriteError(ErrorRecords.From(fault, target, row));

    /// <summary>The connection to use: the one given, else the runspace's current one.</summary>
    /// <exception cref="ObshellInputException">There is none.</exception>
    private protected static ObConnection ConnectionOrCurrent(ObConnection? given) =>
        given ?? RunspaceConnections.OfThisRunspace.Current ?? throw new ObshellInputException(new InputFault(
            "NotConnected", "Connection", PipelineTexts.NotConnected));

    private void CancelWork()
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // This is a second stop.
        }
    }

    /// <summary>Whether the user sees a stream: the switch decides, else the caller's preference.</summary>
    private bool IsListening(string parameter, string preference)
    {
        if (MyInvocation.BoundParameters.TryGetValue(parameter, out object? given))
        {
            return given is SwitchParameter { IsPresent: true } or true;
        }

        return SessionState.PSVariable.GetValue(preference) is { } value
            && LanguagePrimitives.TryConvertTo(value, out ActionPreference chosen)
            && chosen is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }
}
