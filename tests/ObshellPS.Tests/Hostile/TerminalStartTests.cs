using System.Collections.Generic;
using System.Threading.Tasks;
using Xunit;

namespace ObshellPS.Tests.Hostile;

/// <summary>Promise 15: an agent's words draw nothing on the terminal. A start waits for an agent with invalid answers, so it has a class of its own and runs in parallel with the others.</summary>
[Trait("Promise", "15")]
[Trait("Category", "Slow")]
[Trait("Topic", "Hostile")]
public sealed class TerminalStartTests : HostileAgentTest
{
    private static readonly Dictionary<string, string> Lines = new()
    {
        ["Start-ObTenantRestore"] = "Start-ObTenantRestore @good -Confirm",
    };

    public static TheoryData<string> Cmdlets => [.. Lines.Keys];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public Task No_stream_error_or_question_carries_what_an_agent_hides_in_its_text(string cmdlet) => DriveAsync(cmdlet, Lines[cmdlet]);
}
