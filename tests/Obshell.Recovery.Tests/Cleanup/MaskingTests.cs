using System;
using System.Threading.Tasks;
using Obshell.Client;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Time;
using Obshell.Recovery.Cleanup;
using Obshell.Recovery.Waiting;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Recovery.Tests.Cleanup;

/// <summary>
/// A password can be a common word. So masking changes only the values in a sentence of the module, and not its other words.
/// </summary>
[Trait("Promise", "6")]
[Trait("Topic", "Secrets")]
public sealed class MaskingTests
{
    [Theory]
    [InlineData("Tenant")]
    [InlineData("changed")]
    public async Task A_password_that_is_a_word_of_our_sentence_does_not_change_the_sentence(string password)
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();

        string text = await LeftTextAsync(cluster, "rt2", password);

        Assert.StartsWith("Tenant 'rt2' was not changed: DAG ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_equals_the_tenants_name_is_masked_in_the_sentence()
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();

        string text = await LeftTextAsync(cluster, "orders_copy", "orders_copy");

        Assert.StartsWith("Tenant '***' was not changed: DAG ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("orders_copy", text, StringComparison.Ordinal);
    }

    /// <summary>Cleans with the DAG of one tenant and the name of another, so nothing is changed. Returns the text that says why.</summary>
    private static async Task<string> LeftTextAsync(VirtualCluster cluster, string tenant, string password)
    {
        AgentDag dag = await cluster.StartRestoreAsync("other", new RestoreBehaviour { JobFails = true });
        cluster.Client.Redactor.Remember(SecretText.Protect(password));
        using var watches = new SharedDagWatch(cluster.Client);
        CleanupOutcome outcome = await new RestoreCleaner(cluster.Client, new Silent(), watches).CleanAsync(tenant, dag.Id, [], default);
        Assert.Equal(DrillCleanup.LeftBehind, outcome.Cleanup);
        return outcome.Text;
    }

    private sealed class Silent : ICleanupObserver
    {
        public void Sent(string action, string target, string agent, string traceId, string outcome)
        {
        }

        public void Refused(string action, string target, ObshellException fault)
        {
        }

        public void Warned(string text)
        {
        }
    }
}
