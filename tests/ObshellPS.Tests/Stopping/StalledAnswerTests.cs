using System.Linq;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Transport;
using Xunit;

namespace ObshellPS.Tests.Stopping;

/// <summary>
/// Promise 7 for an answer that starts and does not end, also over TLS, and for a change that was carried out but not answered.
/// </summary>
[Collection(AloneCollection.Name)]
[Trait("Promise", "7")]
[Trait("Category", "Reliability")]
[Trait("Category", "Slow")]
[Trait("Topic", "Stopping")]
public sealed class StalledAnswerTests : IClassFixture<StopRoom>
{
    private readonly StopRoom room;

    public StalledAnswerTests(StopRoom room) => this.room = room;

    [Theory]
    [InlineData(HoldKind.HeadOnly)]
    [InlineData(HoldKind.HalfBody)]
    [InlineData(HoldKind.Drip)]
    public Task Promise_7_Ctrl_C_during_an_answer_that_does_not_end_returns_the_prompt_at_once(HoldKind kind) => TryAsync(room, "http", kind);

    [Theory]
    [InlineData(HoldKind.NoAnswer)]
    [InlineData(HoldKind.HalfBody)]
    [InlineData(HoldKind.Drip)]
    public async Task Promise_7_Ctrl_C_during_an_answer_over_TLS_returns_the_prompt_at_once(HoldKind kind)
    {
        using var certificates = new TestCertificates();
        var secure = new StopRoom(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ManualClock = true, ServerCertificate = certificates.Server });
        await secure.InitializeAsync();
        try
        {
            await TryAsync(secure, "https", kind);
        }
        finally
        {
            await secure.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("Start-ObTenantRestore @good -RestoreTenantName \"t$try\"", "POST", ConnectedSession.RestorePath)]
    [InlineData("New-ObUnitConfig \"c$try\" 4G 2", "POST", "/api/v1/unit/config")]
    public Task Promise_7_after_Ctrl_C_a_change_that_the_agent_carried_out_is_not_undone(string script, string method, string path) => room.TryAsync(new StopPlace
    {
        Group = "a change carried out whose answer stays away",
        Name = script.Split(' ')[0],
        Script = script,
        Arrange = () => room.Turnstile.Keep(method, path, HoldKind.CarriedOut),
        Changes = 1,
        ChangesAreCarriedOut = true,
        Judge = _ =>
        {
            Assert.DoesNotContain(room.Cluster.Dags, d => d.Operator is "ROLLBACK" or "CANCEL");
            if (path == ConnectedSession.RestorePath)
            {
                Assert.Equal("READY/RUN", room.Cluster.Dags.Select(d => d.State + "/" + d.Operator).Last());
            }
        },
    });

    private static Task TryAsync(StopRoom where, string scheme, HoldKind kind) => where.TryAsync(new StopPlace
    {
        Group = "an answer that stalls, " + scheme,
        Name = kind.ToString(),
        Script = "Get-ObDag",
        Arrange = () => where.Turnstile.Keep("GET", "/api/v1/task/dags/ob", kind),
    });
}
