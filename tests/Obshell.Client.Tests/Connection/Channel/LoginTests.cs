using System;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Client.Connection.Channel;
using Obshell.Client.Errors;
using Obshell.Client.Tests.Time;
using Xunit;

namespace Obshell.Client.Tests.Connection.Channel;

/// <summary>Trap 33: who may go ahead with a password of which it is not certain that it is still right.</summary>
[Trait("Topic", "Connection")]
public sealed class LoginTests
{
    private static readonly ObshellApiException Word = new(
        new ApiError(10008, ErrorCodes.IncorrectOceanbasePassword, "Unauthorized: OceanBase password is incorrect"), 401, "trace1", "10.0.0.1:2886");

    [Fact]
    public async Task Of_several_at_once_one_goes_and_the_others_hear_its_refusal()
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
    public async Task A_password_that_an_agent_has_just_taken_lets_all_go_at_once_and_after_a_silence_one_goes_ahead_again()
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
    public async Task One_that_hangs_holds_the_others_up_for_three_seconds_and_no_longer()
    {
        var time = new VirtualTime();
        var login = new Login(time);
        _ = await login.EnterAsync(agentScheme: false, default);

        await login.EnterAsync(agentScheme: false, default);

        Assert.Equal(TimeSpan.FromSeconds(3), time.Elapsed);
    }

    [Fact]
    public async Task A_refused_password_of_root_says_nothing_about_the_agents_own()
    {
        var login = new Login(TimeProvider.System);
        login.Refuse(agentScheme: false, Word);

        await Assert.ThrowsAsync<ObshellApiException>(() => login.EnterAsync(agentScheme: false, default));
        (await login.EnterAsync(agentScheme: true, default)).Dispose();
    }
}
