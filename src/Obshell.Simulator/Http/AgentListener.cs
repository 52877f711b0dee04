using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Obshell.Simulator;

/// <summary>The listening socket of one agent and its HTTP server.</summary>
internal sealed class AgentListener : IAgentListener
{
    private readonly WebApplication _app;

    private AgentListener(WebApplication app)
    {
        _app = app;
        Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
    }

    public int Port { get; }

    public static async Task<AgentListener> StartAsync(SimulatedAgent agent, RouteTable routes, CancellationToken ct)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, agent));
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = agent.TakePort);
        var app = builder.Build();
        var pipeline = new AgentPipeline(agent.Cluster, agent, routes);
        app.Run(new AgentEndpoint(agent.Cluster, agent, pipeline).HandleAsync);
        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        return new AgentListener(app);
    }

    public async Task StopAsync()
    {
        using var cutOff = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _app.StopAsync(cutOff.Token);
        await _app.DisposeAsync();
    }

    private static void Configure(KestrelServerOptions kestrel, SimulatedAgent agent)
    {
        var options = agent.Cluster.Options;
        kestrel.AddServerHeader = false;
        // Go uses the host of an absolute request target and ignores the Host header.
        kestrel.AllowHostHeaderOverride = true;
        kestrel.Listen(IPAddress.Parse(agent.Ip), agent.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (options.ServerCertificate is not { } certificate)
                return;
            listen.Use(next => connection => PlainHttpAnswer.RejectAsync(connection, next));
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = certificate,
                ServerCertificateChain = options.ServerCertificateChain,
                SslProtocols = options.TlsVersions,
                ClientCertificateMode = options.RequireClientCertificate ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate,
                ClientCertificateValidation = (client, _, _) => IsWelcome(client, options.ClientAuthority),
            });
        });
    }

    private static bool IsWelcome(X509Certificate2 client, X509Certificate2? authority)
    {
        if (authority is null)
            return true;
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        return chain.Build(client);
    }
}
