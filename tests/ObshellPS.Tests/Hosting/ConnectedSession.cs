using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Hosting;

/// <summary>
/// A simulated cluster and a session that is connected to it. Only the test advances the clock of the cluster unless the options say
/// otherwise, so results do not depend on the speed of the machine. In the session, <c>$good</c> has the parameters of a valid restore for
/// splatting.
/// </summary>
public sealed class ConnectedSession : IAsyncLifetime
{
    public const string RootPassword = "Root#123";
    public const string RestorePath = "/api/v1/tenant/restore";

    private readonly SimulatorOptions options;

    public ConnectedSession()
        : this(null)
    {
    }

    internal ConnectedSession(SimulatorOptions? options, RecordingHost? host = null)
    {
        this.options = options ?? new SimulatorOptions { RootPassword = RootPassword, ManualClock = true };
        Session = HostedSession.Of(host);
    }

    public SimulatedCluster Cluster { get; private set; } = null!;

    public HostedSession Session { get; }

    /// <summary>The <c>ObConnection</c>.</summary>
    public PSObject Connection { get; private set; } = null!;

    /// <summary>Requests of the module after the connection was made, in the order of their answers.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. Cluster.Requests.All.Where(r => !Administrator.Sent(r))];

    /// <summary>Requests of the module except GET.</summary>
    public IReadOnlyList<RecordedRequest> Changes => [.. Requests.Where(r => r.Method != "GET")];

    /// <summary>SQL statements that start a restore.</summary>
    public IReadOnlyList<string> RestoreStatements => [.. Cluster.Sql.Statements.Where(s => s.Contains("ALTER SYSTEM RESTORE ", StringComparison.Ordinal))];

    /// <summary>The decrypted body of the only restore request that was sent.</summary>
    public JsonObject SentRestore => JsonNode.Parse(Assert.Single(Changes).BodyText)!.AsObject();

    public static Hashtable Good(string tenant = "rt2") => new()
    {
        ["RestoreTenantName"] = tenant,
        ["DataBackupUri"] = "file:///data/backup/data",
        ["ArchiveLogUri"] = "file:///data/backup/clog",
        ["ZoneList"] = "zone1:s1:1",
    };

    public async Task InitializeAsync()
    {
        Cluster = await SimulatedCluster.StartAsync(options);
        Connection = Session.Connect(Cluster, options.RootPassword);
        Session.SetVariable("good", Good());
        Cluster.Requests.Clear();
    }

    public async Task DisposeAsync()
    {
        Session.Dispose();
        await Cluster.DisposeAsync();
    }

    public SessionResult Run(string script, params object?[] arguments) => Session.Invoke(script, arguments);

    /// <summary>Starts a restore and returns its DAG.</summary>
    public dynamic Start(string tenant = "rt2", RestoreBehaviour? behaviour = null)
    {
        if (behaviour is not null)
        {
            Cluster.SetBehaviour(tenant, behaviour);
        }

        return Run("Start-ObTenantRestore @good -RestoreTenantName $args[0]", tenant).Single();
    }

    public void Advance(double seconds) => Cluster.Clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>After this call each read of a DAG or of the list advances the clock of the cluster by this time.</summary>
    public void AdvanceAtEachLook(double seconds, string pathPrefix = "/api/v1/task/dag") => Cluster.Faults.Add(new Fault
    {
        Kind = FaultKind.Custom,
        Method = "GET",
        PathPrefix = pathPrefix,
        Times = int.MaxValue,
        Custom = _ =>
        {
            Advance(seconds);
            return Task.FromResult(false);
        },
    });
}
