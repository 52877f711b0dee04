using System.Management.Automation;
using Obshell.Client;
using ObshellPS.Binding;
using ObshellPS.Connections;
using ObshellPS.Errors;
using ObshellPS.Objects;

namespace ObshellPS.Pipeline;

/// <summary>
/// The base class of all cmdlets. It runs asynchronous work and writes its output on the pipeline thread, it stops immediately (promise 7),
/// and it writes errors as error records.
/// </summary>
public abstract class ObCmdlet : SafeOutputCmdlet, IDisposable
{
    // Created together with the cmdlet, so that a stop before the first use of the token is not lost.
    private readonly CancellationTokenSource stop = new();
    private readonly PipelinePump pump = new();
    private IRequestLog? log;
    private bool hasRecord;

    /// <summary>Cancelled by Ctrl+C, or when a later cmdlet in the pipeline needs no more objects.</summary>
    internal CancellationToken StopToken => stop.Token;

    internal PipelinePump Pump => pump;

    /// <summary>Logs every request of this cmdlet; null if the user sees neither verbose lines nor debug messages.</summary>
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

    /// <summary>
    /// PowerShell calls this method when the pipeline has ended. After <c>Select-Object -First</c> it calls no other method.
    /// </summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            CancelWork();
            pump.Dispose();
        }
    }

    /// <summary>Runs an action on the pipeline thread. Any thread can call this method.</summary>
    internal void Post(Action action) => pump.Post(action);

    /// <summary>Runs work until it has ended, and writes its output meanwhile. Call this method only on the pipeline thread.</summary>
    private protected void Run(Func<CancellationToken, Task> work) => pump.RunUntil(Task.Run(() => work(stop.Token)), stop.Token);

    /// <summary>Like <see cref="Run(Func{CancellationToken, Task})"/>, with a result.</summary>
    internal T Run<T>(Func<CancellationToken, Task<T>> work)
    {
        Task<T> task = Task.Run(() => work(stop.Token));
        try
        {
            pump.RunUntil(task, stop.Token);
        }
        catch
        {
            // If the result arrives after a stop, no code uses it. So dispose such a result, for example a connection.
            task.ContinueWith(
                static t => (t.Status == TaskStatus.RanToCompletion ? t.Result as IDisposable : null)?.Dispose(),
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }

        return task.GetAwaiter().GetResult();
    }

    /// <summary>True if this cmdlet is in a pipeline and has received no object.</summary>
    private protected bool NothingCame => MyInvocation.ExpectingInput && !hasRecord;

    /// <summary>Each cmdlet calls this method once for each record.</summary>
    private protected void CountRecord() => hasRecord = true;

    /// <summary>Writes the fault of one record. The cmdlet then continues with the other records.</summary>
    private protected void WriteFault(ObshellException fault, object? target, PipedRow? row = null) => WriteError(ErrorRecords.From(fault, target, row));

    /// <summary>The given connection; without it, the current connection of the runspace.</summary>
    /// <exception cref="ObshellInputException">There is no connection.</exception>
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
            // The cmdlet has already been disposed.
        }
    }

    /// <summary>
    /// True if the user sees a stream: the switch (-Verbose or -Debug) decides; without a switch, the caller's preference variable.
    /// </summary>
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
