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
/// Waits until DAGs have ended, and reports for each what its end means. A timeout or Ctrl+C ends only the waiting, never the work, and
/// changes nothing on the cluster (promises 5 and 7). -ResumeOnServerTimeout is the only change that this cmdlet makes.
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

    // It is never disposed, as the source of the stop token: a watch may still be ending after this cmdlet.
    private CancellationTokenSource? enough;
    private DagWaitDisplay? display;
    private CultureInfo? language;

    /// <summary>Ids of DAGs, DAGs as Start-ObTenantRestore and Get-ObDag return them, or restores of Get-ObTenantRestore.</summary>
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

    /// <summary>End with the first DAG that ends; the other DAGs continue.</summary>
    [Parameter]
    public SwitchParameter Any { get; set; }

    /// <summary>If the agent's own limit of 3600 s has ended its watching, let it continue (RETRY), as often as needed.</summary>
    [Parameter]
    public SwitchParameter ResumeOnServerTimeout { get; set; }

    /// <summary>The connection; default: the DAG's own, else the current one.</summary>
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

        // DAGs that have ended in the meantime are written to the pipeline while more DAGs arrive.
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
        else if (WaitTarget.OfRestore(item) is { } restore)
        {
            ObConnection connection = restore.ConnectionFor(Connection, ConnectionOrCurrent);
            Add(connection, Run(stop => restore.FindAsync(new ObshellClient(connection, Log), stop)), isRollingBack: false);
        }
        else
        {
            DagReference dag = DagReference.From(item);
            Add(dag.ConnectionFor(Connection, ConnectionOrCurrent), dag.Meant, dag.IsRollingBack);
        }
    }

    private void Add(ObConnection connection, DagIdentity dag, bool isRollingBack)
    {
        if (!named.Add((connection, dag.Id)))
        {
            // The DAG was named twice: it may have ended already, and the cmdlet would wait for it again.
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
            // A typing error in an earlier object must not look like a success.
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
            // Select-Object -First, and an error with Stop in this or another command, end the pipeline without stopping this cmdlet.
            TellOfThoseLeft();
        }
    }

    /// <summary>Called no matter how the pipeline ends (promise 13).</summary>
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

            // A stop comes on a thread of its own, and that thread has the language of the machine.
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
                // The call has one limit for all DAGs, no matter when a DAG was piped.
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
            // With -Any, one DAG has ended: no more results are needed.
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
