using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Completion;

/// <summary>Promise 15: a name on the cluster never becomes code, neither in a completion nor in a command that a text shows.</summary>
[Trait("Promise", "15")]
[Trait("Topic", "Completion")]
public sealed class HostileNameTests : CompletionTest
{
    /// <summary>Names with characters that end a string in PowerShell, followed by a command that would then run.</summary>
    private static readonly string[] Hostile =
    [
        "t\u2019; $global:pwned = 1 #", "t\u2018; $global:pwned = 1 #", "t\u201A; $global:pwned = 1 #",
        "t\u201B; $global:pwned = 1 #", "t'; $global:pwned = 1 #", "t\"; $global:pwned = 1 #",
        "t\u201C; $global:pwned = 1 #", "t\u201D$($global:pwned = 1)", "t\u201E", "t$($global:pwned = 1)", "t`$pwned", "t,u", "t;u", "t|u",
        "-Confirm:$false", "\u2013Force", "@t", "$t", "{t}", "(t)", "t#x", "#t", "t u", " t", "1kb", "0x10", "1e400", "007", "123456789012345678901234567890", "\u79DF\u6237", "t\u2019\u2019", "t''", "<t", "t>u", "t&u", "true", "*t", "[t]",
    ];

    private static readonly string[] NotOffered =
    [
        "h\n$global:pwned = 1", "h\r", "h\tx", "h\0x", "h\u001B]52;c;x\a", "h\u009B2J", "h\u0085x", "h\u2028x", "h\u2029x", "h\u202Ex", "h\u2066x", "h\u200Ex", "h\u061Cx", "h\u200Bx", "h\u200Dx", "h\uFEFFx", "h\uD800", "h\u00ADx",
    ];

    protected override SimulatorOptions? Options => new()
    {
        RootPassword = ConnectedSession.RootPassword,
        ManualClock = true,
        Fixture = ClusterFixture.ThreeZones() with
        {
            Tenants = [.. Hostile.Concat(NotOffered).Select(n => new Tenant { Name = n })],
            UnitConfigs = [.. Hostile.Concat(NotOffered).Select(n => new UnitConfig { Name = n, MaxCpu = 1, MinCpu = 1, MemorySize = 2L << 30 })],
            Zones = [.. Hostile.Concat(NotOffered).Select((n, i) => new Zone { Name = n, Region = "r", Servers = [new Server { Ip = $"127.0.1.{i + 1}" }] })],
        },
    };

    [Theory]
    [InlineData("Remove-ObTenant -Name ")]
    [InlineData("Get-ObTenant ")]
    [InlineData("Get-ObDag -TenantName ")]
    [InlineData("Stop-ObTenantRestore ")]
    [InlineData("Get-ObUnitConfig ")]
    [InlineData("New-ObZoneParam -UnitConfigName ")]
    [InlineData("Get-ObZone ")]
    [InlineData("New-ObZoneParam -Name ")]
    [InlineData("Start-ObTenantRestore -PrimaryZone ")]
    public void A_completion_is_one_constant_with_exactly_the_name(string line)
    {
        List<CompletionResult> offered = Press(line, atLeast: 4);

        string[] values = [.. offered.Select(o => Constant(line, o.CompletionText))];
        Assert.Empty(Hostile.Except(values).Select(Codes));
        Assert.Empty(values.Intersect(NotOffered).Select(Codes));
        Assert.All(offered, o => Assert.DoesNotContain(o.CompletionText + o.ListItemText + o.ToolTip, IsHidden));
    }

    /// <summary>The attack: a user presses Tab, then Enter.</summary>
    [Fact]
    public void A_completed_line_runs_no_code_from_the_name()
    {
        foreach (CompletionResult offered in Press("Get-ObTenant ", atLeast: 4))
        {
            Run("Get-ObTenant " + offered.CompletionText + " -WarningAction SilentlyContinue");
        }

        Assert.Equal("True", Run("$null -eq $global:pwned").Single().ToString());
    }

    [Fact]
    public void Completion_works_after_any_opening_quote()
    {
        foreach (string quote in new[] { "'", "\u2018", "\u2019", "\u201A", "\u201B", "\"", "\u201C" })
        {
            System.Threading.SpinWait.SpinUntil(() => Complete("Get-ObTenant t").Count > 0, TimeSpan.FromSeconds(20));
            Assert.Contains(Complete("Get-ObTenant " + quote + "t u"), c => c.CompletionText == "'t u'");
        }
    }

    [Fact]
    public void Names_are_quoted_exactly_as_PowerShells_own_function_quotes_them()
    {
        Func<string, string> argument = Argument();
        var differing = new List<string>();
        for (int c = ' '; c <= 0xFFFF; c++)
        {
            string name = "#" + (char)c;
            string typed = argument(name);
            if (typed != "<name>" && typed != "'" + CodeGeneration.EscapeSingleQuotedStringContent(name) + "'")
            {
                differing.Add(Codes(name));
            }
        }

        Assert.Empty(differing);
    }

    /// <summary>Checks every text in the source that shows a command with a name from the cluster.</summary>
    [Fact]
    public void Every_command_in_a_text_quotes_names_with_CommandArgument()
    {
        var bare = new Regex(@"\b(?:Get|Set|Wait|Undo|Stop|Resume|Skip|Remove|Start|New|Test|Invoke|Connect|Export)-Ob[A-Za-z]+(?: -(?!Parameter )[A-Za-z]+)* ['""]?\{(?!CommandArgument\.Of\(|Argument\(|ids\})[^}]*\}");
        string[] found =
        [
            .. new[] { "ObshellPS", "Obshell.Recovery", "Obshell.Client" }
                .SelectMany(p => Directory.EnumerateFiles(Path.Combine(HostedSession.RepoRoot, "src", p), "*.cs", SearchOption.AllDirectories))
                .Where(f => !f.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                .SelectMany(f => bare.Matches(File.ReadAllText(f)).Select(m => Path.GetFileName(f) + ": " + m.Value)),
        ];
        Assert.Empty(found);
    }

    private static Func<string, string> Argument() => AppDomain.CurrentDomain.GetAssemblies().First(a => a.GetName().Name == "Obshell.Client")
        .GetType("Obshell.Client.Display.CommandArgument", throwOnError: true)!.GetMethod("Of")!.CreateDelegate<Func<string, string>>();

    private static string Constant(string line, string typed)
    {
        Ast tree = Parser.ParseInput(line + typed, out _, out ParseError[] errors);
        Assert.True(errors.Length == 0, line + typed + ": " + string.Join("; ", errors.Select(e => e.Message)));
        var command = Assert.IsType<CommandAst>(Assert.Single(Assert.IsType<PipelineAst>(Assert.Single(((ScriptBlockAst)tree).EndBlock.Statements)).PipelineElements));
        int before = line.Count(c => c == ' ');
        Assert.Equal(before + 1, command.CommandElements.Count);
        return command.CommandElements[before] is StringConstantExpressionAst text ? text.Value
            : Assert.IsType<ConstantExpressionAst>(command.CommandElements[before]).Extent.Text;
    }

    private static bool IsHidden(char c) => char.IsControl(c) || char.GetUnicodeCategory(c)
        is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator or System.Globalization.UnicodeCategory.Surrogate;

    private static string Codes(string text) => string.Concat(text.Select(c => c is > ' ' and < (char)0x7F ? c.ToString() : $"<{(int)c:X4}>"));
}
