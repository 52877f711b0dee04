using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Http;
using Obshell.Client.Tls;

namespace Obshell.Client.Framework.Checks;

/// <summary>
/// Checks which handler sends which request, and that all handlers have the same settings. Sending over WinHTTP needs Windows.
/// </summary>
internal static class RouteChecks
{
    public static IEnumerable<Func<Room, Task>> All =>
    [
        Each_request_has_its_route, The_WinHTTP_handler_has_the_same_settings_as_the_other_handler, WinHttp_errors_are_distinguished,
        Without_WinHTTP_a_GET_with_a_body_causes_GetBodyUnsupported, Settings_of_the_whole_process_are_not_changed,
    ];

    private static Task Each_request_has_its_route(Room room)
    {
        Expect.Equal(HttpRoute.Kept, HttpRoutes.Of(HttpMethod.Get, hasBody: false));
        Expect.Equal(HttpRoute.WinHttp, HttpRoutes.Of(HttpMethod.Get, hasBody: true));
        foreach (string method in new[] { "POST", "PUT", "PATCH", "DELETE" })
        {
            Expect.Equal(HttpRoute.Fresh, HttpRoutes.Of(new HttpMethod(method), hasBody: true));
        }

        return Task.CompletedTask;
    }

    private static Task The_WinHTTP_handler_has_the_same_settings_as_the_other_handler(Room room)
    {
        var options = new ConnectOptions { SkipCertificateCheck = true };
        using WinHttpHandler plain = Create(options);
        Expect.Equal(false, plain.AutomaticRedirection);
        Expect.Equal(CookieUsePolicy.IgnoreCookies, plain.CookieUsePolicy);
        Expect.Equal(WindowsProxyUsePolicy.DoNotUseProxy, plain.WindowsProxyUsePolicy);
        Expect.Equal(SslProtocols.Tls12, plain.SslProtocols);
        Expect.Equal(64, plain.MaxConnectionsPerServer);
        Expect.Equal(0, plain.ClientCertificates.Count);
        Expect.Equal(Timeout.InfiniteTimeSpan, plain.ReceiveHeadersTimeout);
        Expect.Equal(Timeout.InfiniteTimeSpan, plain.ReceiveDataTimeout);
        Expect.Equal(Timeout.InfiniteTimeSpan, plain.SendTimeout);
        Expect.Equal(true, plain.ServerCertificateValidationCallback!(null!, null!, null!, SslPolicyErrors.RemoteCertificateChainErrors));

        options = new ConnectOptions { Proxy = new WebProxy("http://127.0.0.1:3128") };
        using WinHttpHandler proxied = Create(options);
        Expect.Equal(WindowsProxyUsePolicy.UseCustomProxy, proxied.WindowsProxyUsePolicy);
        Expect.True(ReferenceEquals(options.Proxy, proxied.Proxy), "The proxy is another one.");
        Expect.Equal(false, proxied.ServerCertificateValidationCallback!(null!, null!, null!, SslPolicyErrors.RemoteCertificateNotAvailable));
        return Task.CompletedTask;
    }

    private static WinHttpHandler Create(ConnectOptions options) =>
        HttpHandlers.CreateWinHttp(options, new CertificateCheck("127.0.0.1", null, options.SkipCertificateCheck), new ClientCertificate(options.ClientCertificate), _ => { });

    private static Task WinHttp_errors_are_distinguished(Room room)
    {
        Expect.True(WinHttpRoute.NeverSent(new Win32Exception(12029)) && WinHttpRoute.NeverSent(new Win32Exception(12007)), "No connection is not recognized.");
        Expect.True(!WinHttpRoute.NeverSent(new Win32Exception(12002)) && !WinHttpRoute.NeverSent(new Win32Exception(12030)), "It may have been sent.");
        Expect.True(WinHttpRoute.IsTlsFault(new Win32Exception(12175)) && !WinHttpRoute.IsTlsFault(new Win32Exception(12029)), "A TLS fault is not recognized.");
        return Task.CompletedTask;
    }

    private static async Task Without_WinHTTP_a_GET_with_a_body_causes_GetBodyUnsupported(Room room)
    {
        using ObConnection connection = await room.ConnectAsync().ConfigureAwait(false);
        var client = new ObshellClient(connection);
        var uri = new StorageUri("file:///data/backup/data");
        if (WinHttpRoute.IsAvailable)
        {
            Expect.Equal(1, (await client.Backups.ReadWindowsAsync(uri).ConfigureAwait(false)).Length);
            return;
        }

        ObshellProtocolException error = await Expect.ThrowsAsync<ObshellProtocolException>(() => client.Backups.ReadWindowsAsync(uri)).ConfigureAwait(false);
        Expect.Equal("GetBodyUnsupported", error.ErrorId);
    }

    private static async Task Settings_of_the_whole_process_are_not_changed(Room room)
    {
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls | SecurityProtocolType.Tls11;
        ServicePointManager.DefaultConnectionLimit = 7;
        using (ObConnection connection = await room.ConnectAsync().ConfigureAwait(false))
        {
            await new ObshellClient(connection).Dags.ListAsync().ConfigureAwait(false);
        }

        Expect.Equal(SecurityProtocolType.Tls | SecurityProtocolType.Tls11, ServicePointManager.SecurityProtocol);
        Expect.Equal(7, ServicePointManager.DefaultConnectionLimit);
        Expect.True(ServicePointManager.ServerCertificateValidationCallback is null, "A callback for everybody's connections was set.");
    }
}
