using System;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Client.Connection.Channel;
using Obshell.Client.Errors;
using Obshell.Client.Tests.Time;
using Xunit;

namespace Obshell.Client.Tests.Connection.Channel;

/// <summary>Trap 33: the password can have been changed. So one request tries it first, and the other requests wait.</summary>
[Trait("Topic", "Connecting")]
public sealed class LoginTests
{
    private static readonly ObshellApiException Word = new(
        new ApiError(10008, ErrorCodes.IncorrectOceanbasePassword, "Unauthorized: OceanBase password is incorrect"), 401, "trace1", "10.0.0.1:2886");

    [Fact]
    public async Task If_the_first_of_several_parallel_requests_is_refused_the_others_are_not_sent()
    {
        var login = new Login(TimeProvider.System);
        Login.Turn ahead = await login.EnterAsync(agentScheme: false, default);
        Task<Login.Turn>[] others = [.. Enumerable.Range(0, 20).Select(_ => login.EnterAsync(agentScheme: false, default))];
        Assert.All(others, o => Assert.False(o.IsCompleted));

        login.Refuse(agentScheme: false, Word);
        ahead.Dispose();

        foreach (Task<Login.Turn> other in others)
        {
            var refused = await Assert.ThrowsAsync<ObshellApiException>(() => other);
            Assert.Equal((Word.ErrorId, 401, "trace1", null), (refused.ErrorId, refused.HttpStatus, refused.TraceId, refused.SentChange));
        }
    }

    [Fact]
    public async Task After_a_login_requests_run_in_parallel_but_after_a_pause_one_request_runs_first()
    {
        var time = new VirtualTime();
        var login = new Login(time);
        (await login.EnterAsync(agentScheme: false, default)).Dispose();
        login.Accept();
        Assert.All(Enumerable.Range(0, 20).Select(_ => login.EnterAsync(agentScheme: false, default)), t => Assert.True(t.IsCompletedSuccessfully));

        await Task.Delay(TimeSpan.FromSeconds(2), time);
        _ = await login.EnterAsync(agentScheme: false, default);
        TimeSpan before = time.Elapsed;
        await login.EnterAsync(agentScheme: false, default);

        Assert.True(time.Elapsed > before, "It did not wait for the one ahead.");
    }

    [Fact]
    public async Task A_login_that_hangs_delays_the_other_requests_for_three_seconds()
    {
        var time = new VirtualTime();
        var login = new Login(time);
        _ = await login.EnterAsync(agentScheme: false, default);

        await login.EnterAsync(agentScheme: false, default);

        Assert.Equal(TimeSpan.FromSeconds(3), time.Elapsed);
    }

    [Fact]
    public async Task A_refused_root_password_does_not_affect_the_agent_password()
    {
        var login = new Login(TimeProvider.System);
        login.Refuse(agentScheme: false, Word);

        await Assert.ThrowsAsync<ObshellApiException>(() => login.EnterAsync(agentScheme: false, default));
        (await login.EnterAsync(agentScheme: true, default)).Dispose();
    }
}
