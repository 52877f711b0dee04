using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Connection.Channel;
using Obshell.Client.Http;
using Obshell.Client.Secrets;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Client.Tests.Connection.Channel;

/// <summary>Plain HTTP to another machine needs -AllowUnencryptedAuthentication.</summary>
[Trait("Promise", "6")]
[Trait("Promise", "15")]
[Trait("Topic", "Connecting")]
public sealed class UnencryptedAuthenticationTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("LocalHost:2887")]
    [InlineData("http://127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("127.1")]
    [InlineData("[::1]")]
    [InlineData("[0:0:0:0:0:0:0:1]:2886")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("https://10.0.0.1")]
    [InlineData("https://db1.example")]
    public async Task Loopback_and_TLS_need_no_permission(string server)
    {
        using var network = new NoNetwork();

        await Assert.ThrowsAsync<ObshellConnectionException>(() => ConnectAsync(network, server));

        Assert.True(network.Requests > 0);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("http://db1.example:80")]
    [InlineData("128.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("0")]
    [InlineData("[::]")]
    [InlineData("[::ffff:10.0.0.1]")]
    [InlineData("[::ffff:0.0.0.0]")]
    [InlineData("[::127.0.0.1]")]
    [InlineData("[fe80::1]")]
    [InlineData("localhost.")]
    [InlineData("localhost.localdomain")]
    [InlineData("ip6-localhost")]
    [InlineData("127.0.0.1.example.org")]
    public async Task Promise_6_other_addresses_get_no_request_without_permission(string server)
    {
        using var network = new NoNetwork();

        var error = await Assert.ThrowsAsync<ObshellInputException>(() => ConnectAsync(network, server));

        Assert.Equal("UnencryptedAuthentication", error.ErrorId);
        Assert.Contains("-AllowUnencryptedAuthentication", error.Message, StringComparison.Ordinal);
        Assert.Contains("OBSHELL_ALLOW_UNENCRYPTED_AUTHENTICATION", error.Message, StringComparison.Ordinal);
        Assert.Contains("'ca' folder", error.Message, StringComparison.Ordinal);
        Assert.Contains("https://", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, network.Requests);
    }

    [Fact]
    public async Task Promise_6_the_error_lists_each_address_that_is_not_allowed_and_nothing_is_sent()
    {
        using var network = new NoNetwork();

        var error = await Assert.ThrowsAsync<ObshellInputException>(() => ConnectAsync(network, "127.0.0.1", "https://db1.example", "db2.example", "10.0.0.3:2887"));

        Assert.Contains("db2.example:2886, 10.0.0.3:2887", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("db1", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, network.Requests);
    }

    [Fact]
    public async Task Promise_6_loopback_through_a_proxy_counts_as_another_machine()
    {
        using var network = new NoNetwork();
        var options = new ConnectOptions { Server = ["127.0.0.1"], Handler = network, Proxy = new WebProxy("http://proxy.example:3128") };

        Assert.Equal("UnencryptedAuthentication", (await Assert.ThrowsAsync<ObshellInputException>(() => ObConnection.ConnectAsync(options))).ErrorId);
        Assert.Equal(0, network.Requests);
    }

    /// <summary>An agent address can also appear after connecting. So the code that creates the login checks the address again.</summary>
    [Fact]
    public async Task Promise_6_no_login_is_created_for_an_address_that_is_not_allowed()
    {
        using var network = new NoNetwork { Answers = true };
        var options = new ConnectOptions { Handler = network, TimeProvider = new Time.VirtualTime() };
        using var credentials = new Credentials(SecretText.Protect("Root#123"), null, TestCalendar.Time);
        using var channel = new AgentChannel(ServerAddress.Parse("10.0.0.1", "Server"), options, credentials, new Redactor(), pinned: null);

        var error = await Assert.ThrowsAsync<ObshellInputException>(() => channel.SendAsync(ApiRequest.Get("/api/v1/ob/info"), null, CancellationToken.None));

        Assert.Equal("UnencryptedAuthentication", error.ErrorId);
        Assert.Equal(0, network.Logins);
    }

    [Fact]
    public async Task With_AllowUnencryptedAuthentication_plain_HTTP_is_used()
    {
        using var network = new NoNetwork();
        var options = new ConnectOptions { Server = ["10.0.0.1"], Handler = network, AllowUnencryptedAuthentication = true, TimeProvider = new Time.VirtualTime() };

        await Assert.ThrowsAsync<ObshellConnectionException>(() => ObConnection.ConnectAsync(options));

        Assert.True(network.Requests > 0);
    }

    private static Task<ObConnection> ConnectAsync(HttpMessageHandler network, params string[] servers) =>
        ObConnection.ConnectAsync(new ConnectOptions { Server = servers, Password = SecretText.Protect("Root#123"), Handler = network, TimeProvider = new Time.VirtualTime() });

    private sealed class NoNetwork : HttpMessageHandler
    {
        public bool Answers { get; init; }

        public int Requests { get; private set; }

        public int Logins { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            Logins += request.Headers.Contains("X-OCS-Header") ? 1 : 0;
            if (!Answers)
            {
                throw new HttpRequestException("There is no network.");
            }

            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(request.RequestUri!.AbsolutePath == "/api/v1/secret"
                    ? "{\"successful\":true,\"data\":{\"public_key\":\"" + Hostile.KeyText.Any + "\"}}"
                    : Hostile.HostileServer.Info),
            });
        }
    }
}
