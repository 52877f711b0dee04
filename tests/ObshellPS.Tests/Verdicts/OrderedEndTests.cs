using System;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Verdicts;

/// <summary>
/// A cancel or rollback that the user ordered is neither a success nor a failure in any output. The tests run alone, because
/// <c>$PSStyle</c> is one object for the whole process.
/// </summary>
[Collection(AloneCollection.Name)]
[Trait("Promise", "4")]
[Trait("Topic", "Verdicts")]
public sealed class OrderedEndTests : CmdletTest
{
    [Theory]
    [InlineData("Undo-ObDag 11 -Force", "Wait-ObDag", 60)]
    [InlineData("Stop-ObTenantRestore rt2", "Wait-ObDag", 4)]
    [InlineData("Stop-ObDag 11", "Wait-ObDag -ErrorAction Ignore", 4)]
    public void An_ordered_end_is_yellow_in_the_view_and_skipped_in_JUnit_and_is_no_error(string order, string wait, int seconds)
    {
        Room.Start("rt2", seconds == 60 ? new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" } : new RestoreBehaviour { Duration = TimeSpan.FromHours(1) });
        Room.Advance(seconds);
        Room.AdvanceAtEachLook(20);
        ((RecordingInterface)Host.UI).ShowsColours = true;

        Session.SetVariable("dag", Run($"{order} -Confirm:$false | {wait}").Single());

        Assert.StartsWith("\u001b[33mDag", Text("$PSStyle.OutputRendering = 'Host'; [ObshellPS._Format]::Result($dag, $ExecutionContext)"), StringComparison.Ordinal);
        Assert.Contains("<skipped ", Text("$dag | Export-ObRestoreReport -Format JUnit"), StringComparison.Ordinal);

        // The result is the same for a DAG that is read later without a wait.
        Assert.StartsWith("\u001b[33m", Text("[ObshellPS._Format]::Result((Get-ObDag 11 -Detailed), $ExecutionContext)"), StringComparison.Ordinal);
        Assert.Contains("<skipped ", Text("Get-ObDag 11 -Detailed | Export-ObRestoreReport -Format JUnit"), StringComparison.Ordinal);
    }

    public override async Task DisposeAsync()
    {
        Run("$PSStyle.OutputRendering = 'Host'");
        await base.DisposeAsync();
    }

    private string Text(string script) => Run(script).Single().ToString()!;
}
