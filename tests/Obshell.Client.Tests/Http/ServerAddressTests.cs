using Obshell.Client.Http;
using Xunit;

namespace Obshell.Client.Tests.Http;

/// <summary>Addresses of agents as users write them.</summary>
[Trait("Topic", "Connecting")]
public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("10.10.10.1", "http://10.10.10.1:2886/")]
    [InlineData("10.10.10.1:2887", "http://10.10.10.1:2887/")]
    [InlineData("db1.example", "http://db1.example:2886/")]
    [InlineData("https://db1.example", "https://db1.example:2886/")]
    [InlineData("https://db1.example:443", "https://db1.example/")]
    [InlineData("HTTP://db1:80/", "http://db1/")]
    [InlineData("[::1]", "http://[::1]:2886/")]
    [InlineData("[fe80::1]:3000", "http://[fe80::1]:3000/")]
    [InlineData("https://[::1]:2886", "https://[::1]:2886/")]
    [InlineData(" 10.0.0.1 ", "http://10.0.0.1:2886/")]
    public void An_address_without_a_port_gets_port_2886(string text, string uri) =>
        Assert.Equal(uri, ServerAddress.Parse(text, "Server").BaseUri.ToString());

    [Theory]
    [InlineData("", "empty")]
    [InlineData("http://", "empty")]
    [InlineData("::1", "brackets")]
    [InlineData("fe80::1:2886", "brackets")]
    [InlineData("host:0", "not a port")]
    [InlineData("host:65536", "not a port")]
    [InlineData("host:abc", "not a port")]
    [InlineData("host:", "not a port")]
    [InlineData("host/api/v1", "path")]
    [InlineData("http://host:2886/x?y", "path")]
    [InlineData("ftp://host", "scheme")]
    [InlineData("root:secret@host", "-Credential")]
    [InlineData("ho st", "not a host name")]
    [InlineData("host_1!", "not a host name")]
    public void The_error_for_a_text_that_is_not_an_address_has_the_reason_but_no_password(string text, string reason)
    {
        var error = Assert.Throws<ObshellInputException>(() => ServerAddress.Parse(text, "Server"));
        Assert.Equal("InvalidServer", error.ErrorId);
        Assert.Contains(reason, error.Message, System.StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, System.StringComparison.Ordinal);
    }
}
