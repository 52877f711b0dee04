using System;
using System.Globalization;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Languages;

/// <summary>The agent answers in the language of the session. The texts are from captures/cluster/dag-lang.json.</summary>
[Trait("Topic", "Languages")]
public sealed class AgentLanguageTests : CmdletTest
{
    [Theory]
    [InlineData("zh-CN", "未找到任务: record not found")]
    [InlineData("en-US", "Task not found: record not found")]
    [InlineData("fr-FR", "Task not found: record not found")]
    public void A_refusal_by_the_agent_is_in_the_language_of_the_session(string culture, string words)
    {
        SessionResult result = Run(
            """
            [cultureinfo]::CurrentUICulture = $args[0]
            $null = Connect-ObCluster -Server $args[1] -Password $args[2] -WarningAction SilentlyContinue
            Get-ObDag 1999
            """, CultureInfo.GetCultureInfo(culture), Cluster.Agents[0].Uri.ToString(), Secret.Of(ConnectedSession.RootPassword));

        Assert.Contains(words, result.Error("Task.NotFound").ToString(), StringComparison.Ordinal);
    }
}
