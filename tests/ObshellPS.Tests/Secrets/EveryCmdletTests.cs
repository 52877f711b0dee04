using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Reliability;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Secrets;

/// <summary>
/// Promise 6, for every cmdlet: whatever becomes of a run, and whatever an agent says, no secret is anywhere to be seen.
/// </summary>
[Trait("Promise", "6")]
[Trait("Category", "Reliability")]
[Trait("Category", "Slow")]
public sealed class EveryCmdletTests : IDisposable
{
    /// <summary>By preference: each cmdlet then shows all it has.</summary>
    private const string Loud = "$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'; ";

    private readonly RecordingHost host = new();
    private readonly HostedSession session;
    private readonly Surfaces surfaces = new();
    private int runs;

    public EveryCmdletTests() => session = new HostedSession(host);

    [Fact]
    public void Promise_6_every_cmdlet_of_the_module_is_driven() =>
        Assert.Equal(DriveTable.Exported().Order(StringComparer.Ordinal), DriveTable.All.Select(d => d.Cmdlet).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Promise_6_no_cmdlet_shows_a_secret_whatever_happens()
    {
        int completions = 0;
        foreach (Drive drive in DriveTable.All)
        {
            await RunAsync(drive, "succeeds before an agent that repeats", Loud + drive.Works, EchoingAgent.Manner.Repeats, isForeign: false);
            await RunAsync(drive, "fails", Loud + drive.Fails, EchoingAgent.Manner.Repeats, isForeign: false);
            if (drive.WhatIf.Length > 0)
            {
                await RunAsync(drive, "-WhatIf", Loud + drive.WhatIf, EchoingAgent.Manner.Repeats, isForeign: false);
            }

            if (drive.Asks)
            {
                await RunAsync(drive, "succeeds before an agent with another's secrets", Loud + drive.Works, EchoingAgent.Manner.Repeats, isForeign: true);
                await RunAsync(drive, "is refused", Loud + drive.Works, EchoingAgent.Manner.Refuses, isForeign: false);
                await RunAsync(drive, "is stopped", Loud + drive.Works, EchoingAgent.Manner.Hangs, isForeign: false);
            }

            if (!Effort.IsFull)
            {
                continue;
            }

            await RunAsync(drive, "succeeds", drive.Works, EchoingAgent.Manner.Faithful, isForeign: false);
            await RunAsync(drive, "fails quietly", drive.Fails, EchoingAgent.Manner.Faithful, isForeign: false);
            await RunAsync(drive, "-Verbose -Debug", BySwitch(drive.Works, drive.Cmdlet), EchoingAgent.Manner.Repeats, isForeign: false);
            await RunAsync(drive, "-ErrorAction Stop", "$ErrorActionPreference = 'Stop'; " + Loud + drive.Fails, EchoingAgent.Manner.Repeats, isForeign: false);
            if (drive.Asks)
            {
                await RunAsync(drive, "is refused with another's secrets", Loud + drive.Works, EchoingAgent.Manner.Refuses, isForeign: true);
                await RunAsync(drive, "gets a page", Loud + drive.Works, EchoingAgent.Manner.Page, isForeign: false);
                await RunAsync(drive, "gets another's page", Loud + drive.Works, EchoingAgent.Manner.Page, isForeign: true);
                await RunAsync(drive, "gets what is no JSON", Loud + drive.Works, EchoingAgent.Manner.Garbled, isForeign: false);
                await RunAsync(drive, "fails before an agent with another's secrets", Loud + drive.Fails, EchoingAgent.Manner.Repeats, isForeign: true);
            }
        }

        completions = await CompleteAsync();
        Figures.Write(
            "secrets",
            ("Cmdlets driven, of those exported", "all", $"{DriveTable.All.Count} of {DriveTable.Exported().Count}"),
            ("Runs (success, failure, -WhatIf, loud, stopped, refused, repeated back)", "-", runs.ToString("N0")),
            ("Secrets; strings looked for in each place", "-", $"{Canaries.Secrets}; {Canaries.Strings:N0}"),
            ("Places searched", "-", surfaces.Places.ToString("N0")),
            ("Characters searched", "-", surfaces.Characters.ToString("N0")),
            ("Completion results searched", "-", completions.ToString("N0")),
            ("Canaries found", "0", "0"));
    }

    public void Dispose() => session.Dispose();

    /// <summary>The search itself must be able to find: each echo of each secret, on its own.</summary>
    [Fact]
    public void The_search_finds_every_form_in_which_an_agent_repeats()
    {
        foreach (string secret in Canaries.Own)
        {
            Assert.All(Canaries.Echoes(secret), e => Assert.NotNull(Canaries.Find("before " + e + " after")));
            Assert.All(Canaries.Echoes(secret), e => Assert.NotNull(Canaries.Find(PSSerializer.Serialize("before " + e))));
        }

        Assert.All(Canaries.Forms(Canaries.Foreign), e => Assert.NotNull(Canaries.Find(e)));
        Assert.NotNull(Canaries.Find(PSSerializer.Serialize(Canaries.Of(Canaries.Root))));
        Assert.Null(Canaries.Find("oss://bkt/data?host=h.example&access_id=***&access_key=***"));
    }

    private static string BySwitch(string script, string cmdlet) =>
        script.Replace(cmdlet, cmdlet + " -Verbose -Debug -InformationAction Continue", StringComparison.Ordinal);

    private async Task RunAsync(Drive drive, string what, string script, EchoingAgent.Manner manner, bool isForeign)
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

        runs++;
        surfaces.Search(result, where);
        surfaces.SearchErrors(session.Invoke("$Error").Output, where);
        surfaces.Text(host.Screen, where + ", screen");

        // A run that did nothing has shown nothing.
        if (what.StartsWith("succeeds", StringComparison.Ordinal) && drive.Asks)
        {
            Assert.True(result.Output.Count + result.Verbose.Count > 0 && !result.AllErrors.Any(e => e.Exception is ParameterBindingException or CommandNotFoundException), where + ": " + string.Join(" | ", result.AllErrors));
        }

        if (what.StartsWith("fails", StringComparison.Ordinal))
        {
            Assert.True(result.AllErrors.Count > 0 || drive.Cmdlet == "Test-ObTenantRestore", where + ": did not fail");
        }
    }

    private static Task<SimulatedCluster> StartClusterAsync(Drive drive) => SimulatedCluster.StartAsync(new SimulatorOptions
    {
        RootPassword = Canaries.Root,
        TimeScale = 200,
        Fixture = ClusterFixture.ThreeZones() with { ObAdminPresent = true },
        DefaultBehaviour = drive.Restore,
    });

    /// <summary>A connection that has used every secret (or, for another's, only the password), and its restore.</summary>
    private void Prepare(Drive drive, EchoingAgent agent, bool isForeign)
    {
        session.Invoke("Get-ObConnection | Disconnect-ObCluster; $Error.Clear()");
        host.Clear();
        session.SetVariable("server", agent.Uri);
        session.SetVariable("inAddress", agent.Uri.Replace("http://", "http://root:" + Canaries.Proxy + "@", StringComparison.Ordinal));
        session.SetVariable("proxy", new Uri($"http://somebody:{Canaries.Proxy}@127.0.0.1:1/"));
        session.SetVariable("root", Canaries.Of(Canaries.Root));
        session.SetVariable("agent", Canaries.Of(Canaries.Agent));
        session.SetVariable("wrong", Canaries.Of(Canaries.Wrong));
        session.SetVariable("backup", Canaries.Of(Canaries.Backup));
        session.SetVariable("short", Canaries.Of(Canaries.Short));
        session.SetVariable("text", Canaries.Wrong);
        session.SetVariable("key", Uri.EscapeDataString(Canaries.AccessKey));
        session.SetVariable("credential", new PSCredential("root@sys", Canaries.Of(Canaries.Root)));
        session.SetVariable("somebody", new PSCredential("somebody", Canaries.Of(Canaries.Wrong)));
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
            : "$null = Start-ObTenantRestore @secret -RestoreTenantName rt2 -Confirm:$false; $null = Invoke-ObApi /api/v1/tenant/nobody/password PUT -Body @{ new_password = $wrong } -Confirm:$false -ErrorAction Ignore").ThrowIfFailed();
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

    /// <summary>What Tab offers at each parameter of each cmdlet, with its tooltips.</summary>
    private async Task<int> CompleteAsync()
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
                    surfaces.Text($"{result.CompletionText} {result.ListItemText} {result.ToolTip}", "completion of " + line);
                    found++;
                }
            }
        }

        Assert.True(found > 100);
        return found;
    }
}
