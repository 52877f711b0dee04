using System;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Hostile;
using Obshell.Client.Tests.Time;
using Xunit;

namespace Obshell.Client.Tests.Dags;

/// <summary>
/// The guard of <c>docs/performance.md</c>: what a poll allocates. Bytes are counted and not seconds, so it does not depend on
/// the machine; the transport is left out, and so does not depend on the runtime's HTTP either.
/// </summary>
[Collection(nameof(AloneCollection))]
[Trait("Promise", "9")]
[Trait("Topic", "Waiting")]
public sealed class PollCostTests
{
    /// <summary>Bytes of one poll of ours, as measured with the figures of the page. A fifth more is too much.</summary>
#if DEBUG
    // The compiler makes objects of what are structures in a Release build.
    private const double Usual = 5696;
#else
    private const double Usual = 4144;
#endif

    [Fact]
    public async Task Promise_9_a_poll_allocates_no_more_than_it_did()
    {
        const int Polls = 2000;
        using var agent = new PollAgent();
        using ObConnection connection = await ObConnection.ConnectAsync(
            new ConnectOptions { Server = ["10.0.0.1"], AllowUnencryptedAuthentication = true, Password = SecretText.Protect("Root#123"), Handler = agent, TimeProvider = new VirtualTime() });
        var client = new ObshellClient(connection).Once;

        // On one thread: the agent in memory answers at once, so nothing is ever waited for.
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

        // Where it has become less, the guard follows.
        Assert.True(bytes >= Usual * 0.8, $"{bytes:0} bytes a poll, {Usual:0} were usual: write the new figure down.");
    }
}
