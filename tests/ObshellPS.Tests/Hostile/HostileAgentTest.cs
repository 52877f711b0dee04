using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Secrets;
using Xunit;

namespace ObshellPS.Tests.Hostile;

/// <summary>
/// Base class with an agent that puts terminal control characters into all of its texts, and with the check that finds them.
/// </summary>
public abstract class HostileAgentTest : CmdletTest
{
    /// <summary>Characters that set the title or the clipboard, clear the screen, reverse text, are invisible, or break lines.</summary>
    private protected const string Payload = "x\u001b]52;c;cm0=\u0007\u001b[2J\u009b31m\u0085\u202Eevil\u202C\u2066\u2069\u200E\u200F\u061C\u200B\u200C\u200D\uFEFF\u00AD\u2028\u2029\U000E0041\b\0y";

    protected override SimulatorOptions? Options => new()
    {
        RootPassword = ConnectedSession.RootPassword,
        ManualClock = true,
        Fixture = ClusterFixture.ThreeZones() with { ObAdminPresent = true, Tenants = [new Tenant { Name = "t" + Payload, Comment = Payload, Whitelist = Payload }] },
    };

    private protected async Task DriveAsync(string cmdlet, string commands)
    {
        await using EchoingAgent agent = await EchoingAgent.StartAsync(Cluster.Agents[0]);
        Session.SetVariable("server", agent.Uri);
        Session.SetVariable("root", Secret.Of(ConnectedSession.RootPassword));
        Run("$null = Connect-ObCluster -Server $server -Password $root -WarningAction Ignore").ThrowIfFailed();
        Room.Start("rt2", new RestoreBehaviour { SqlError = "Error 1064 (42000): " + Payload });
        Room.Advance(60);
        Room.AdvanceAtEachLook(20);
        agent.Words = [Payload];
        ((RecordingInterface)Host.UI).Says = "&Yes";
        foreach (EchoingAgent.Manner manner in new[] { EchoingAgent.Manner.Repeats, EchoingAgent.Manner.Refuses, EchoingAgent.Manner.Page, EchoingAgent.Manner.Garbled })
        {
            agent.Does = manner;
            Host.Clear();
            SessionResult result = Run("$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'; & { " + commands + " } | Out-Default");
            Check(result, $"{cmdlet} {manner}");
        }
    }

    private protected string Screen() => Regex.Replace(((RecordingInterface)Host.UI).ColouredText, "\u001b\\[[0-9;]*m", "");

    private void Check(SessionResult result, string where)
    {
        void Text(string? text, string place, bool oneLine = false) => Assert.True(Hidden(text ?? "", oneLine) is null, $"{where}, {place}: {Hidden(text ?? "", oneLine)}");
        Text(Screen(), "screen");
        Assert.All(result.Warnings, w => Text(w, "warning", oneLine: true));
        Assert.All(result.Verbose, v => Text(v, "verbose", oneLine: true));
        Assert.All(result.Debug, d => Text(d, "debug"));
        Assert.All(result.Information, i => Text(i.MessageData?.ToString(), "information"));
        Assert.All(result.Progress, p => Text(p.Activity + p.StatusDescription + p.CurrentOperation, "progress", oneLine: true));
        foreach (ErrorRecord error in result.AllErrors)
        {
            Text(error.ToString(), "error");
            Text(error.FullyQualifiedErrorId, "error id", oneLine: true);
            Text(error.CategoryInfo.ToString(), "category", oneLine: true);
            Text(error.ErrorDetails?.Message, "details");
            Text(error.ErrorDetails?.RecommendedAction, "advice");
            Text(error.CategoryInfo.GetMessage(), "category message", oneLine: true);
            for (Exception? at = error.Exception; at is not null; at = at.InnerException)
            {
                Text(at.Message, "message");
            }
        }
    }

    /// <summary>The first invisible or control character in the text, or null.</summary>
    private protected static string? Hidden(string text, bool oneLine = false)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool isLine = text[i] is '\n' or '\r' or '\t';
            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(text, i);
            if (isLine ? oneLine : category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return $"U+{(int)text[i]:X4} at {i} of {new string([.. text.Skip(Math.Max(0, i - 60)).Take(90).Select(c => char.IsControl(c) || c > 0x7E ? '?' : c)])}";
            }
        }

        return null;
    }
}
