using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Waiting;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Pipeline;
using ObshellPS.References;
using ObshellPS.Waiting;

namespace ObshellPS.Commands;

/// <summary>
/// Waits until DAGs have ended, and reports the verdict of each. After a timeout or Ctrl+C the cmdlet stops waiting; the DAGs continue, and
/// the cluster is unchanged (promises 5 and 7). This cmdlet sends a change only with -ResumeOnServerTimeout.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "ObDag", DefaultParameterSetName = IdSet)]
[OutputType(typeof(DagDetail))]
public sealed class WaitObDagCommand : ObChangeCmdlet
{
    private const string IdSet = "Id";
    private const string TenantSet = "Tenant";

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Dictionary<ObConnection, (DagWatch Watch, Task Work)> watches = [];
    private readonly HashSet<(ObConnection, string)> named = [];
    private readonly HashSet<(ObConnection, string)> unfinished = [];

    // Never dispose this object, because a watch may use its token after this cmdlet has ended.
    private CancellationTokenSource? enough;
    private DagWaitDisplay? display;
    private CultureInfo? language;

    /// <summary>The DAGs: ids, objects from Start-ObTenantRestore or Get-ObDag, or restores from Get-ObTenantRestore.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Dag", "InputObject")]
    [ArgumentCompleter(typeof(DagIdCompleter))]
    public object[] Id { get; set; } = [];

    /// <summary>Names of tenants: the cmdlet waits for their newest DAGs.</summary>
    [Parameter(ParameterSetName = TenantSet, Mandatory = true)]
    [Alias("RestoreTenantName")]
    [ArgumentCompleter(typeof(DagTenantCompleter))]
    public string[] TenantName { get; set; } = [];

    /// <summary>How long to wait for all DAGs together; default: no limit.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [DurationTransformation(MinSeconds = 0)]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Stop waiting when the first DAG has ended; the other DAGs continue.</summary>
    [Parameter]
    public SwitchParameter Any { get; set; }

    /// <summary>
    /// If the agent has stopped watching after its limit of 3600 s, send RETRY so that the agent watches again. Repeat this when necessary.
    /// </summary>
    [Parameter]
    public SwitchParameter ResumeOnServerTimeout { get; set; }

    /// <summary>The connection. Default: the connection that the DAG was read with, otherwise the current connection.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        language = CultureInfo.CurrentUICulture;
        enough = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        display = new DagWaitDisplay(this, Timeout, Any, Ended);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CountRecord();
        foreach (object? item in ParameterSetName == TenantSet ? TenantName : Id)
        {
            try
            {
                Add(item);
            }
            catch (ObshellException e)
            {
                WriteFault(e, item);
            }
        }

        // Write the DAGs that have already ended, before the next DAG is piped.
        Pump.Drain();
    }

    private void Add(object? item)
    {
        if (ParameterSetName == TenantSet)
        {
            ObConnection connection = ConnectionOrCurrent(Connection);
            string tenant = ((string?)item ?? "").Trim();
            Add(connection, Run(stop => WaitTarget.NewestOfAsync(new ObshellClient(connection, Log), tenant, stop)), isRollingBack: false);
        }
        else
        {
            (ObConnection connection, DagIdentity dag, bool isRollingBack) = WaitTarget.Resolve(
                item, Connection, ConnectionOrCurrent, (restore, at) => Run(stop => restore.FindAsync(new ObshellClient(at, Log), stop)));
            Add(connection, dag, isRollingBack);
        }
    }

    private void Add(ObConnection connection, DagIdentity dag, bool isRollingBack)
    {
        if (!named.Add((connection, dag.Id)))
        {
            // The user gave this DAG twice. Do not add it again: it may already have ended.
            return;
        }

        WatchOf(connection).Add(dag, isRollingBack);
        lock (unfinished)
        {
            unfinished.Add((connection, dag.Id));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (NothingCame)
        {
            // No DAG was piped, most likely because of a typing error in an earlier command. This must not look like a success.
            WriteFault(new ObshellInputException(new InputFault("NothingPiped", nameof(Id), DagTexts.NothingToWaitFor)), null);
            return;
        }

        foreach ((DagWatch watch, _) in watches.Values)
        {
            watch.CompleteAdding();
        }

        Pump.RunUntil(WatchAllAsync([.. watches.Values.Select(w => w.Work)]), StopToken);
        display!.Close();
        lock (unfinished)
        {
            unfinished.Clear();
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        TellOfThoseLeft();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            // Select-Object -First and -ErrorAction Stop end the pipeline without a call of StopProcessing.
            TellOfThoseLeft();
        }
    }

    /// <summary>
    /// Writes the ids of the DAGs that have not ended. This happens in every case, even after Ctrl+C or an error (promise 13).
    /// </summary>
    private void TellOfThoseLeft()
    {
        string[] left;
        lock (unfinished)
        {
            left = [.. unfinished.Select(u => u.Item2)];
            unfinished.Clear();
        }

        if (left.Length > 0)
        {
            string ids = string.Join(", ", left.Take(10).Select(CommandArgument.Of)) + (left.Length > 10 ? ", ..." : "");

            // PowerShell calls StopProcessing on another thread, which has the language of the machine.
            using var inLanguage = LanguageScope.Of(language);
            TellHost(DagTexts.FormatStoppedWaiting(ids));
        }
    }

    private DagWatch WatchOf(ObConnection connection)
    {
        if (!watches.TryGetValue(connection, out (DagWatch Watch, Task Work) known))
        {
            var options = new WaitOptions
            {
                // All DAGs have the same time limit: it begins when the cmdlet starts.
                Timeout = Timeout - clock.Elapsed,
                ReadProgress = true,
                ResumeOutlived = ResumeOnServerTimeout,
            };
            var watch = new DagWatch(new ObshellClient(connection, Log), options, display!.For(connection));
            CancellationToken token = enough!.Token;
            known = (watch, Task.Run(() => watch.RunAsync(token)));
            watches.Add(connection, known);
        }

        return known.Watch;
    }

    private async Task WatchAllAsync(Task[] works)
    {
        try
        {
            await Task.WhenAll(works).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!StopToken.IsCancellationRequested)
        {
            // With -Any, one ended DAG is enough.
        }
    }

    private void Ended(ObConnection connection, string id, bool isEnd)
    {
        lock (unfinished)
        {
            unfinished.Remove((connection, id));
        }

        if (Any && isEnd)
        {
            enough!.Cancel();
        }
    }
}
