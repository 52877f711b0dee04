using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.InvokeObRestoreDrill;

/// <summary>
/// The verdict of a user's own script block about a restored tenant. Like a drill, the tests run the check on the pipeline thread.
/// </summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Drills")]
public sealed class InvokeObRestoreDrillScriptCheckTests : IDisposable
{
    /// <summary>Creates the check with the script block in <c>$args[0]</c> and runs it.</summary>
    private const string Run = """
        $verify = $args[0]
        $assembly = (Get-Command Connect-ObCluster).ImplementingType.Assembly
        $redact = [Func[string, string]] { param($text) $text.Replace('s3cret', '***') }
        $check = [Activator]::CreateInstance($assembly.GetType('ObshellPS.Drills.ScriptCheck'), @([ScriptBlock] $verify, $redact))
        $tenant = [Obshell.Recovery.RestoredTenant] @{ Name = 'drill_1'; Host = '127.0.0.1'; Port = 2881; Mode = 'MYSQL' }
        $check.Run($tenant)
        """;

    private readonly HostedSession session = new();

    public void Dispose() => session.Dispose();

    [Theory]
    [InlineData("$true", "Passed", "", "True")]
    [InlineData("42", "Passed", "", "42")]
    [InlineData("'rows are there'", "Passed", "", "rows are there")]
    [InlineData("$true; 3", "Passed", "", "True, 3")]
    [InlineData("$null; $true", "Passed", "", "True")]
    [InlineData("$false", "Failed", "VerifyFalse", "False")]
    [InlineData("$true; $false", "Failed", "VerifyFalse", "True, False")]
    [InlineData("0", "Failed", "VerifyFalse", "0")]
    [InlineData("''", "Failed", "VerifyFalse", "")]
    [InlineData("", "NotVerified", "NothingSaid", "The script block returned nothing.")]
    [InlineData("$null", "NotVerified", "NothingSaid", "The script block returned nothing.")]
    [InlineData("$x = 5", "NotVerified", "NothingSaid", "The script block returned nothing.")]
    [InlineData("throw 'no such row'", "Failed", "VerifyError", "no such row")]
    [InlineData("throw 'key s3cret'", "Failed", "VerifyError", "key ***")]
    [InlineData("'s3cret'", "Passed", "", "***")]
    [InlineData("[int] 'x'", "Failed", "VerifyError", null)]
    [InlineData("Get-Command NoSuchCommandAtAll; $true", "Failed", "VerifyError", null)]
    [InlineData("Get-Command NoSuchCommandAtAll -ErrorAction SilentlyContinue; $true", "Passed", "", "True")]
    [InlineData("try { throw 'x' } catch { $true }", "Passed", "", "True")]
    [InlineData("break", "NotVerified", "NothingSaid", null)]
    [InlineData("$true; return; $false", "Passed", "", "True")]
    public void The_output_of_a_script_is_its_verdict(string body, string verdict, string reason, string? seen)
    {
        PSObject check = Check(body);

        Assert.Equal(("Verify", verdict, reason), (Text(check, "Name"), Text(check, "Verdict"), Text(check, "ReasonId")));
        if (seen is not null)
        {
            Assert.Equal(seen, Text(check, "Seen"));
        }
    }

    [Theory]
    [InlineData("$_.Name -eq 'drill_1'")]
    [InlineData("$args[0].Name -eq 'drill_1'")]
    [InlineData("param($tenant) $tenant.Port -eq 2881 -and $tenant.User -eq 'root@drill_1'")]
    [InlineData("param($tenant) [object]::ReferenceEquals($tenant, $_)")]
    public void A_script_receives_the_tenant_as_a_parameter_and_as_the_pipeline_variable(string body) => Assert.Equal("Passed", Text(Check(body), "Verdict"));

    [Fact]
    public void A_script_can_use_the_variables_of_its_caller()
    {
        PSObject check = session.Invoke($"function Test-It {{ $wanted = 'drill_1'; & {{ {Run} }} {{ $_.Name -eq $wanted }} }}; Test-It").ThrowIfFailed().Output.Single();

        Assert.Equal("Passed", Text(check, "Verdict"));
    }

    [Fact]
    public void DrillCheck_objects_from_a_script_are_used_as_they_are()
    {
        const string Body = """
            [Obshell.Recovery.DrillCheck] @{ Name = 'Orders'; Verdict = 'Passed'; Seen = '17 s3cret orders' }
            [Obshell.Recovery.DrillCheck] @{ Name = 'Payments'; Verdict = 'Failed'; ReasonId = 'Unbalanced'; Seen = '-3'; Expected = '0' }
            [Obshell.Recovery.DrillCheck] @{ Verdict = 'Failed' }
            """;
        PSObject[] checks = [.. session.Invoke(Run, ScriptBlock.Create(Body)).ThrowIfFailed().Output];

        Assert.Equal(
            ["Orders Passed  17 *** orders ", "Payments Failed Unbalanced -3 0", "Verify Failed VerifyFalse  "],
            checks.Select(c => $"{Text(c, "Name")} {Text(c, "Verdict")} {Text(c, "ReasonId")} {Text(c, "Seen")} {Text(c, "Expected")}"));
    }

    [Fact]
    public void DrillCheck_objects_and_other_output_of_a_script_both_count()
    {
        PSObject[] checks = [.. session.Invoke(Run, ScriptBlock.Create("[Obshell.Recovery.DrillCheck] @{ Name = 'Orders'; Verdict = 'Passed' }; $false")).ThrowIfFailed().Output];

        Assert.Equal(["Orders Passed", "Verify Failed"], checks.Select(c => Text(c, "Name") + " " + Text(c, "Verdict")));
    }

    /// <summary>
    /// A function of another module does not inherit the caller's ErrorActionPreference. The check must still see its error.
    /// </summary>
    [Fact]
    public void An_error_inside_another_module_is_a_failure()
    {
        session.Invoke("""
            New-Module -Name Other {
                function Get-Other {
                    [CmdletBinding()] param()
                    $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('broken there'), 'Id', 'NotSpecified', $null))
                }
            } | Import-Module
            """).ThrowIfFailed();
        PSObject check = Check("Get-Other; $true");

        Assert.Equal(("Failed", "VerifyError", "broken there"), (Text(check, "Verdict"), Text(check, "ReasonId"), Text(check, "Seen")));
    }

    [Fact]
    public void Warnings_of_a_script_are_warnings_of_the_cmdlet_and_its_errors_are_not_shown_twice()
    {
        SessionResult result = session.Invoke(
            "function Test-Warn { [CmdletBinding()] param() $PSCmdlet.WriteWarning('slow disk') }\n" + Run, ScriptBlock.Create("Test-Warn; Get-Command NoSuchCommandAtAll; $true"));

        Assert.Equal("Failed", Text(result.Output.Single(), "Verdict"));
        Assert.Contains(result.Warnings, w => w.Contains("slow disk", StringComparison.Ordinal));
        Assert.Empty(result.Errors);
    }

    /// <summary>MySQL's own client writes a warning about a password on the command line to standard error, and succeeds.</summary>
    [Fact]
    public void Output_of_a_program_on_standard_error_is_not_a_failure()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal(("Passed", "True"), (Check("& /bin/sh -c 'echo warned >&2'; $LASTEXITCODE -eq 0") is var good ? Text(good, "Verdict") : "", Text(good, "Seen")));
        Assert.Equal("Failed", Text(Check("& /bin/sh -c 'echo broken >&2; exit 3'; $LASTEXITCODE -eq 0"), "Verdict"));
    }

    [Fact]
    public void A_long_output_of_a_script_is_shortened()
    {
        PSObject check = Check("'x' * 100000");

        Assert.Equal(new string('x', 500) + "...", Text(check, "Seen"));
    }

    [Fact]
    [Trait("Promise", "7")]
    public async Task Promise_7_Ctrl_C_ends_a_script_block_without_a_verdict()
    {
        using var begun = new ManualResetEventSlim();
        session.SetVariable("begun", begun);
        using RunningScript running = session.Begin(Run + "; 'went on'", ScriptBlock.Create("$begun.Set(); while ($true) { }"));
        Assert.True(begun.Wait(TimeSpan.FromSeconds(30)), "The script block did not begin.");
        running.Stop();
        SessionResult result = await running.EndAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.IsType<PipelineStoppedException>(result.Thrown);
        Assert.Empty(result.Output);
    }

    private PSObject Check(string body) => session.Invoke(Run, ScriptBlock.Create(body)).ThrowIfFailed().Output.Single();

    private static string Text(PSObject check, string property) => check.Properties[property].Value?.ToString() ?? "";
}
