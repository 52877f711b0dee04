using System;
using System.ComponentModel;
using System.IO;
using System.Net.Http;
using System.Security.Authentication;
using System.Security.Cryptography;
using Obshell.Client.Http;
using Obshell.Client.Tls;
using Xunit;

namespace Obshell.Client.Tests.Tls;

/// <summary>
/// TLS alerts in the exceptions of each operating system. This machine raises only the exceptions of its own system, so the tests create
/// the others.
/// </summary>
[Trait("Topic", "Connecting")]
public sealed class TlsAlertsTests
{
    [Theory]
    [InlineData(0x0A00042E, nameof(TlsAlert.ProtocolVersion))]
    [InlineData(0x0A000102, nameof(TlsAlert.ProtocolVersion))]
    [InlineData(0x0A00045C, nameof(TlsAlert.CertificateRequired))]
    [InlineData(0x0A000418, nameof(TlsAlert.UnknownCA))]
    [InlineData(0x0A000410, nameof(TlsAlert.HandshakeFailure))]
    [InlineData(0x1409442E, nameof(TlsAlert.ProtocolVersion))]
    [InlineData(0x14094418, nameof(TlsAlert.UnknownCA))]
    [InlineData(0x0A000438, nameof(TlsAlert.None))]
    [InlineData(0x0200042E, nameof(TlsAlert.None))]
    public void An_alert_of_OpenSSL_3_or_1_1_is_recognized(int code, string alert) =>
        Assert.Equal(alert, TlsAlerts.In(new AuthenticationException("failed", new IOException("inner", new CryptographicException(code)))).ToString());

    [Theory]
    [InlineData(unchecked((int)0x80090302), nameof(TlsAlert.ProtocolVersion))]
    [InlineData(unchecked((int)0x80090331), nameof(TlsAlert.ProtocolVersion))]
    [InlineData(unchecked((int)0x80090325), nameof(TlsAlert.UnknownCA))]
    [InlineData(unchecked((int)0x80090328), nameof(TlsAlert.CertificateExpired))]
    [InlineData(5, nameof(TlsAlert.None))]
    public void An_alert_of_Schannel_is_recognized(int code, string alert) => Assert.Equal(alert, TlsAlerts.In(new AuthenticationException("failed", new Win32Exception(code))).ToString());

    [Theory]
    [InlineData(-9836, nameof(TlsAlert.ProtocolVersion))]
    [InlineData(-9831, nameof(TlsAlert.UnknownCA))]
    [InlineData(-9806, nameof(TlsAlert.None))]
    public void An_alert_of_Secure_Transport_is_recognized(int code, string alert) =>
        Assert.Equal(alert, TlsAlerts.In(new AuthenticationException("failed", new InvalidOperationException("ssl") { HResult = code })).ToString());

    [Theory]
    [InlineData("Authentication failed because the remote party sent a TLS alert: 'ProtocolVersion'.", nameof(TlsAlert.ProtocolVersion))]
    [InlineData("Authentication failed because the remote party sent a TLS alert: 'UnknownCA'.", nameof(TlsAlert.UnknownCA))]
    [InlineData("Authentication failed because the remote party sent a TLS alert: 'HandshakeFailure'.", nameof(TlsAlert.HandshakeFailure))]
    [InlineData("Authentication failed, see inner exception.", nameof(TlsAlert.None))]
    public void An_alert_in_an_exception_text_of_NET_is_recognized(string message, string alert) => Assert.Equal(alert, TlsAlerts.In(new AuthenticationException(message)).ToString());

    /// <summary>
    /// This error code has two possible causes: the agent is too old, or a policy of this machine. The error must show both.
    /// </summary>
    [Theory]
    [InlineData(unchecked((int)0x80090302))]
    [InlineData(unchecked((int)0x80090331))]
    public void An_error_about_the_TLS_version_shows_both_possible_causes(int code)
    {
        ObshellConnectionException fault = new TransportFaults("agent 1", isTls: true, new ClientCertificate(null)).Explain(
            new AuthenticationException("failed", new Win32Exception(code)), HttpMethod.Get, new Uri("https://127.0.0.1/"), headersArrived: false, "t");

        Assert.Equal("TlsTooOld", fault.ErrorId);
        Assert.Contains("offers neither TLS 1.2 nor TLS 1.3, or the policy of this machine has disabled them", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Alerts_about_the_client_certificate_are_distinguished_from_other_alerts()
    {
        Assert.True(TlsAlerts.IsAboutOurCertificate(TlsAlert.CertificateRequired));
        Assert.True(TlsAlerts.IsAboutOurCertificate(TlsAlert.UnknownCA));
        Assert.False(TlsAlerts.IsAboutOurCertificate(TlsAlert.None));
        Assert.False(TlsAlerts.IsAboutOurCertificate(TlsAlert.HandshakeFailure));
        Assert.False(TlsAlerts.IsAboutOurCertificate(TlsAlert.ProtocolVersion));
    }
}
