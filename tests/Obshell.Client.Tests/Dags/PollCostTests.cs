using System;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Hostile;
using Obshell.Client.Tests.Time;
using Xunit;

namespace Obshell.Client.Tests.Dags;

/// <summary>
/// Checks the allocations of a poll for <c>docs/performance.md</c>. It counts bytes and not seconds, so the result does not depend on the
/// machine. The transport is excluded, so the result does not depend on the runtime's HTTP code.
/// </summary>
[Collection(nameof(AloneCollection))]
[Trait("Promise", "9")]
[Trait("Topic", "Waiting")]
public sealed class PollCostTests
{
    /// <summary>
    /// Allocated bytes of one poll, measured together with the figures of the page. The test fails if a poll needs 20 percent more or less.
    /// </summary>
#if DEBUG
    // Some structures of a Release build are objects in a Debug build.
    private const double Usual = 5696;
#else
    private const double Usual = 4144;
#endif

    [Fact]
    public async Task Promise_9_a_poll_does_not_allocate_more_than_before()
    {
        const int Polls = 2000;
        using var agent = new PollAgent();
        using ObConnection connection = await ObConnection.ConnectAsync(
            new ConnectOptions { Server = ["10.0.0.1"], AllowUnencryptedAuthentication = true, Password = SecretText.Protect("Root#123"), Handler = agent, TimeProvider = new VirtualTime() });
        var client = new ObshellClient(connection).Once;

        // All polls run on one thread, because the agent in memory answers immediately.
        void Poll()
        {
            for (int i = 0; i < Polls; i++)
            {
                Assert.True(client.Dags.GetAsync("11", detailed: false, CancellationToken.None).IsCompletedSuccessfully);
            }
        }

        Poll();
        long before = GC.GetAllocatedBytesForCurrentThread() - agent.Allocated;
        Poll();
        double bytes = (GC.GetAllocatedBytesForCurrentThread() - agent.Allocated - before) / (double)Polls;

        Assert.True(bytes <= Usual * 1.2, $"{bytes:0} bytes a poll, {Usual:0} were usual.");

        // If a poll now allocates less, the value above must be changed.
        Assert.True(bytes >= Usual * 0.8, $"{bytes:0} bytes a poll, {Usual:0} were usual: write the new figure down.");
    }
}
