using System;
using System.Management.Automation.Host;
using System.Threading;
using System.Threading.Tasks;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Stopping;

/// <summary>
/// Promise 7 during a question. Only the host can end its question, and it does so at Ctrl+C. After that the module must send nothing,
/// whatever answer the host returns, even Yes.
/// </summary>
[Collection(AloneCollection.Name)]
[Trait("Promise", "7")]
[Trait("Category", "Reliability")]
[Trait("Category", "Slow")]
[Trait("Topic", "Stopping")]
public sealed class QuestionTests : IClassFixture<StopRoom>
{
    private readonly StopRoom room;

    public QuestionTests(StopRoom room)
    {
        this.room = room;
        room.Session.Invoke("Import-Module -Assembly $args[0]", typeof(WatchTestStopCommand).Assembly).ThrowIfFailed();
    }

    public static TheoryData<string, bool> Questions
    {
        get
        {
            var all = new TheoryData<string, bool>();
            foreach (string script in new[]
            {
                "Invoke-ObApi /api/v1/unit/config/spare DELETE",
                "New-ObUnitConfig new 4G 2 -Confirm",
                "Remove-ObTenant prod",
                "Remove-ObTenantRestore broken",
                "Remove-ObUnitConfig spare",
                "Resume-ObDag 13 -Confirm",
                "Set-ObTenantBackup prod -Archive Off",
                "Skip-ObDag 13",
                "Start-ObTenantBackup prod -Confirm",
                "Start-ObTenantRestore @good -Confirm",
                "Stop-ObDag 12 -Confirm",
                "Stop-ObTenantBackup orders",
                "Stop-ObTenantRestore running",
                "Undo-ObDag 13",
            })
            {
                all.Add(script, true);
                all.Add(script, false);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Promise_7_after_Ctrl_C_at_a_question_nothing_is_sent_whatever_the_host_answers(string script, bool saysYes)
    {
        using var stopped = new SemaphoreSlim(0);
        var screen = (RecordingInterface)room.Host.UI;
        room.Session.SetVariable("stopped", (Action)(() => stopped.Release()));
        try
        {
            await room.TryAsync(new StopPlace
            {
                Group = "a question",
                Name = $"{script}, {(saysYes ? "answered Yes at that moment" : "ended by the host")}",
                Script = script + " | Watch-TestStop -Stopped $stopped",
                Arrange = () =>
                {
                    var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    screen.Answer = () =>
                    {
                        asked.TrySetResult();
                        Assert.True(stopped.Wait(TimeSpan.FromSeconds(20)));
                        return saysYes ? 0 : throw new PromptingException("The prompt was cancelled.");
                    };
                    return asked.Task;
                },
            });
        }
        finally
        {
            screen.Answer = null;
        }
    }
}
