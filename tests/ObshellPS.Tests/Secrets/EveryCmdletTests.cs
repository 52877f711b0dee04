using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Reliability;
using Xunit;

namespace ObshellPS.Tests.Secrets;

/// <summary>Promise 6 for every cmdlet: no secret is shown, whatever the result of the command and the answers of the agent are.</summary>
[Trait("Promise", "6")]
[Trait("Category", "Reliability")]
[Trait("Category", "Slow")]
[Trait("Topic", "Secrets")]
public sealed class EveryCmdletTests
{
    /// <summary>With these preferences each cmdlet writes all of its streams.</summary>
    private const string Loud = "$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'; ";

    /// <summary>The sessions mostly wait for agents that hang or are retried, so several can run at the same time.</summary>
    private const int SessionsAtATime = 6;

    [Fact]
    public void Promise_6_every_exported_cmdlet_has_scripts_in_the_table() =>
        Assert.Equal(DriveTable.Exported().Order(StringComparer.Ordinal), DriveTable.All.Select(d => d.Cmdlet).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Promise_6_no_cmdlet_shows_a_secret_whatever_happens()
    {
        var left = new ConcurrentQueue<Drive>(DriveTable.All);
        var used = new ConcurrentBag<SecretsSession>();
        await Task.WhenAll(Enumerable.Range(0, SessionsAtATime).Select(_ => Task.Run(async () =>
        {
            using var session = new SecretsSession();
            used.Add(session);
            while (left.TryDequeue(out Drive? drive))
            {
                await DriveAsync(session, drive);
            }
        })));
        using var last = new SecretsSession();
        used.Add(last);
        int completions = await last.CompleteAsync();
        Figures.Write(
            "secrets",
            ("Cmdlets driven, of those exported", "all", $"{DriveTable.All.Count} of {DriveTable.Exported().Count}"),
            ("Runs (success, failure, -WhatIf, loud, stopped, refused, repeated back)", "-", used.Sum(s => s.Runs).ToString("N0")),
            ("Secrets; strings looked for in each place", "-", $"{Canaries.Secrets}; {Canaries.Strings:N0}"),
            ("Places searched", "-", used.Sum(s => s.Surfaces.Places).ToString("N0")),
            ("Characters searched", "-", used.Sum(s => s.Surfaces.Characters).ToString("N0")),
            ("Completion results searched", "-", completions.ToString("N0")),
            ("Canaries found", "0", "0"));
    }

    /// <summary>Checks the search itself: it must find each form of each secret.</summary>
    [Fact]
    public void The_search_finds_every_form_of_a_secret_that_an_agent_repeats()
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

    private static async Task DriveAsync(SecretsSession session, Drive drive)
    {
        await session.RunAsync(drive, "succeeds before an agent that repeats", Loud + drive.Works, EchoingAgent.Manner.Repeats, isForeign: false);
        await session.RunAsync(drive, "fails", Loud + drive.Fails, EchoingAgent.Manner.Repeats, isForeign: false);
        if (drive.WhatIf.Length > 0)
        {
            await session.RunAsync(drive, "-WhatIf", Loud + drive.WhatIf, EchoingAgent.Manner.Repeats, isForeign: false);
        }

        if (drive.Asks)
        {
            await session.RunAsync(drive, "succeeds before an agent with another's secrets", Loud + drive.Works, EchoingAgent.Manner.Repeats, isForeign: true);
            await session.RunAsync(drive, "is refused", Loud + drive.Works, EchoingAgent.Manner.Refuses, isForeign: false);
            await session.RunAsync(drive, "is stopped", Loud + drive.Works, EchoingAgent.Manner.Hangs, isForeign: false);
        }

        if (!Effort.IsFull)
        {
            return;
        }

        await session.RunAsync(drive, "succeeds", drive.Works, EchoingAgent.Manner.Faithful, isForeign: false);
        await session.RunAsync(drive, "fails quietly", drive.Fails, EchoingAgent.Manner.Faithful, isForeign: false);
        await session.RunAsync(drive, "-Verbose -Debug", BySwitch(drive.Works, drive.Cmdlet), EchoingAgent.Manner.Repeats, isForeign: false);
        await session.RunAsync(drive, "-ErrorAction Stop", "$ErrorActionPreference = 'Stop'; " + Loud + drive.Fails, EchoingAgent.Manner.Repeats, isForeign: false);
        if (drive.Asks)
        {
            await session.RunAsync(drive, "is refused with another's secrets", Loud + drive.Works, EchoingAgent.Manner.Refuses, isForeign: true);
            await session.RunAsync(drive, "gets a page", Loud + drive.Works, EchoingAgent.Manner.Page, isForeign: false);
            await session.RunAsync(drive, "gets another's page", Loud + drive.Works, EchoingAgent.Manner.Page, isForeign: true);
            await session.RunAsync(drive, "gets what is no JSON", Loud + drive.Works, EchoingAgent.Manner.Garbled, isForeign: false);
            await session.RunAsync(drive, "fails before an agent with another's secrets", Loud + drive.Fails, EchoingAgent.Manner.Repeats, isForeign: true);
        }
    }

    private static string BySwitch(string script, string cmdlet) =>
        script.Replace(cmdlet, cmdlet + " -Verbose -Debug -InformationAction Continue", StringComparison.Ordinal);
}
