using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Secrets;

/// <summary>A session that runs cmdlets with every secret, and searches all of its output.</summary>
internal sealed class SecretsSession : IDisposable
{
    private readonly RecordingHost host = new();
    private readonly HostedSession session;

    public SecretsSession() => session = new HostedSession(host);

    public Surfaces Surfaces { get; } = new();

    /// <summary>The number of runs of a cmdlet.</summary>
    public int Runs { get; private set; }

    public void Dispose() => session.Dispose();

    public async Task RunAsync(Drive drive, string what, string script, EchoingAgent.Manner manner, bool isForeign)
    {
        string where = $"{drive.Cmdlet} {what}";
        await using SimulatedCluster cluster = await StartClusterAsync(drive);
        await using EchoingAgent agent = await EchoingAgent.StartAsync(cluster.Agents[0]);
        drive.Prepare?.Invoke(cluster);
        Prepare(drive, agent, isForeign);
        agent.Words = [.. isForeign ? Canaries.Forms(Canaries.Foreign) : (what.StartsWith("fails", StringComparison.Ordinal) || what[0] == '-' && script.Contains(drive.Fails, StringComparison.Ordinal) ? drive.KnownToFailure : drive.Known).SelectMany(Canaries.Echoes)];
        agent.BreaksLines = !isForeign;
        agent.Does = manner;
        SessionResult result;
        if (manner == EchoingAgent.Manner.Hangs)
        {
            using RunningScript running = session.Begin(script);
            Task ended = running.EndAsync();
            await Task.WhenAny(agent.Hung, ended).WaitAsync(TimeSpan.FromSeconds(20));
            Assert.True(agent.Hung.IsCompleted, where + ": nothing was asked");
            running.Stop();
            result = await (Task<SessionResult>)ended;
        }
        else
        {
            result = session.Invoke(script);
        }

        Runs++;
        Surfaces.Search(result, where);
        Surfaces.SearchErrors(session.Invoke("$Error").Output, where);
        Surfaces.Text(host.Screen, where + ", screen");

        // A run without any output would prove nothing.
        if (what.StartsWith("succeeds", StringComparison.Ordinal) && drive.Asks)
        {
            Assert.True(result.Output.Count + result.Verbose.Count > 0 && !result.AllErrors.Any(e => e.Exception is ParameterBindingException or CommandNotFoundException), where + ": " + string.Join(" | ", result.AllErrors));
        }

        if (what.StartsWith("fails", StringComparison.Ordinal))
        {
            Assert.True(result.AllErrors.Count > 0 || drive.Cmdlet == "Test-ObTenantRestore", where + ": did not fail");
        }
    }

    /// <summary>Runs a script of the cmdlet with an agent that repeats no secret.</summary>
    /// <returns>The output of the script, and the text on the screen.</returns>
    public async Task<(SessionResult Result, string Screen)> ShowAsync(Drive drive, string script, string culture)
    {
        await using SimulatedCluster cluster = await StartClusterAsync(drive);
        await using EchoingAgent agent = await EchoingAgent.StartAsync(cluster.Agents[0]);
        drive.Prepare?.Invoke(cluster);
        string ofThread = $"[cultureinfo]::CurrentUICulture = '{culture}'; ";
        Prepare(drive with { Before = ofThread + drive.Before }, agent, isForeign: false);
        agent.Does = EchoingAgent.Manner.Faithful;
        SessionResult result = session.Invoke(ofThread + script);
        return (result, host.Screen);
    }

    private static Task<SimulatedCluster> StartClusterAsync(Drive drive) => SimulatedCluster.StartAsync(new SimulatorOptions
    {
        RootPassword = Canaries.Root,
        TimeScale = 200,
        Fixture = ClusterFixture.ThreeZones() with { ObAdminPresent = true },
        DefaultBehaviour = drive.Restore,
    });

    /// <summary>
    /// Makes a connection that has used every secret, and starts the restore. If <paramref name="isForeign"/> is set, the connection has
    /// used only the password.
    /// </summary>
    private void Prepare(Drive drive, EchoingAgent agent, bool isForeign)
    {
        session.Invoke("Get-ObConnection | Disconnect-ObCluster; $Error.Clear()");
        host.Clear();
        session.SetVariable("server", agent.Uri);
        session.SetVariable("inAddress", agent.Uri.Replace("http://", "http://root:" + Canaries.Proxy + "@", StringComparison.Ordinal));
        session.SetVariable("proxy", new Uri($"http://stranger:{Canaries.Proxy}@127.0.0.1:1/"));
        session.SetVariable("root", Canaries.Of(Canaries.Root));
        session.SetVariable("agent", Canaries.Of(Canaries.Agent));
        session.SetVariable("wrong", Canaries.Of(Canaries.Wrong));
        session.SetVariable("backup", Canaries.Of(Canaries.Backup));
        session.SetVariable("storeKey", Canaries.Of(Canaries.StoreKey));
        session.SetVariable("short", Canaries.Of(Canaries.Short));
        session.SetVariable("text", Canaries.Wrong);
        session.SetVariable("key", Uri.EscapeDataString(Canaries.AccessKey));
        session.SetVariable("credential", new PSCredential("root@sys", Canaries.Of(Canaries.Root)));
        session.SetVariable("stranger", new PSCredential("stranger", Canaries.Of(Canaries.Wrong)));
        session.SetVariable("keys", new PSCredential(Canaries.AccessId, Canaries.Of(Canaries.AccessId)));
        session.SetVariable("uri", Canaries.DataUri);
        session.SetVariable("log", Canaries.LogUri);
        session.SetVariable("secret", Restore());
        session.SetVariable("row", Row("rt4"));
        string json = System.Text.Json.JsonSerializer.Serialize(Row("rt5"));
        session.SetVariable("json", json);
        session.SetVariable("fromJson", session.FromJson(json));
        session.Invoke("$closed = Connect-ObCluster -Server $server -Password $root -WarningAction Ignore; Disconnect-ObCluster").ThrowIfFailed();
        session.Invoke("$null = Connect-ObCluster -Server $server -Password $root -AgentPassword $agent -WarningAction Ignore").ThrowIfFailed();
        session.Invoke(isForeign
            ? "$null = 'zone1' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1 | Start-ObTenantRestore rt2 file:///data/backup/data file:///data/backup/clog -Confirm:$false"
            : "$null = Start-ObTenantRestore @secret -RestoreTenantName rt2 -Confirm:$false; $null = Invoke-ObApi /api/v1/tenant/absent/password PUT -Body @{ new_password = $wrong } -Confirm:$false -ErrorAction Ignore").ThrowIfFailed();
        session.Invoke(drive.Before);
        session.Invoke("$Error.Clear()");
        host.Clear();
    }

    private static Hashtable Restore() => new()
    {
        ["DataBackupUri"] = Canaries.DataUri,
        ["ArchiveLogUri"] = Canaries.LogUri,
        ["ZoneList"] = "zone1:s1:1",
        ["Decryption"] = new[] { Canaries.Of(Canaries.Backup), Canaries.Of(Canaries.Backup2) },
        ["KmsEncryptInfo"] = Canaries.Of(Canaries.Kms),
    };

    private static Hashtable Row(string tenant) => new()
    {
        ["restore_tenant_name"] = tenant,
        ["data_backup_uri"] = Canaries.DataUri,
        ["archive_log_uri"] = Canaries.LogUri,
        ["zone_list"] = "zone1:s1:1",
        ["decryption"] = new[] { Canaries.Backup, Canaries.Backup2 },
        ["kms_encrypt_info"] = Canaries.Kms,
    };

    /// <summary>Searches the completions of each parameter of each cmdlet and their tooltips.</summary>
    public async Task<int> CompleteAsync()
    {
        Drive drive = DriveTable.All.Single(d => d.Cmdlet == "Get-ObDag");
        await using SimulatedCluster cluster = await StartClusterAsync(drive);
        await using EchoingAgent agent = await EchoingAgent.StartAsync(cluster.Agents[0]);
        Prepare(drive, agent, isForeign: false);
        agent.Words = [.. Canaries.Own.SelectMany(Canaries.Echoes)];
        agent.Does = EchoingAgent.Manner.Repeats;
        int found = 0;
        foreach (string cmdlet in DriveTable.Exported())
        {
            var names = (IEnumerable<string>)session.Invoke("(Get-Command $args[0]).Parameters.Keys", cmdlet).Output.Select(o => o.ToString());
            foreach (string line in names.Select(n => $"{cmdlet} -{n} ").Append(cmdlet + " ").ToArray())
            {
                using var shell = PowerShell.Create(session.Runspace);
                foreach (CompletionResult result in CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches)
                {
                    Surfaces.Text($"{result.CompletionText} {result.ListItemText} {result.ToolTip}", "completion of " + line);
                    found++;
                }
            }
        }

        Assert.True(found > 100);
        return found;
    }
}
