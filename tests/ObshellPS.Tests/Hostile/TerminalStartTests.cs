using System.Collections.Generic;
using System.Threading.Tasks;
using Xunit;

namespace ObshellPS.Tests.Hostile;

/// <summary>
/// Promise 15: texts from an agent cannot control the terminal. A start waits long for an agent with invalid answers. It has its own class,
/// so it runs in parallel with the other cmdlets.
/// </summary>
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
    public Task No_stream_or_error_or_question_contains_control_characters_from_an_agent(string cmdlet) => DriveAsync(cmdlet, Lines[cmdlet]);
}
