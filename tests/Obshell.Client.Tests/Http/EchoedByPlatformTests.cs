using System;
using System.Threading.Tasks;
using Obshell.Client.Secrets;
using Xunit;

namespace Obshell.Client.Tests.Http;

/// <summary>Promise 6: the platform's own errors quote data that the server sent.</summary>
[Trait("Promise", "6")]
[Trait("Topic", "Connecting")]
public sealed class EchoedByPlatformTests
{
    [Theory]
    [InlineData("HTTP/9 Passw0rd-77\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nPassw0rd-77 broken\r\n\r\n")]
    public async Task Promise_6_an_invalid_response_header_with_the_password_is_not_quoted(string head)
    {
        await using var server = new ScriptedServer((_, stream, _) => ScriptedServer.SendAsync(stream, head, keepOpen: false));

        var error = await Assert.ThrowsAnyAsync<ObshellException>(() => ObConnection.ConnectAsync(new ConnectOptions
        {
            Server = [server.Uri],
            Password = SecretText.Protect("Passw0rd-77"),
            Timeout = TimeSpan.FromSeconds(10),
        }));

        Assert.NotEmpty(server.Requests);
        Assert.DoesNotContain("Passw0rd", error.ToString(), StringComparison.Ordinal);
    }
}
