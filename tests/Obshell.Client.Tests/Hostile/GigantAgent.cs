using System;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Obshell.Client.Tests.Hostile;

/// <summary>An agent in memory that accepts a connection, and then answers every request with the same very large body.</summary>
internal sealed class GigantAgent : HttpMessageHandler
{
    private readonly string publicKey;
    private readonly byte[] body;

    public GigantAgent(string publicKey, byte[] body)
    {
        this.publicKey = publicKey;
        this.body = body;
    }

    public bool IsHonest { get; set; } = true;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = request.RequestUri!.AbsolutePath;
        byte[] bytes = !IsHonest && path is not ("/api/v1/info" or "/api/v1/secret") ? body : Encoding.UTF8.GetBytes(
            path.EndsWith("/info", StringComparison.Ordinal)
                ? """{"successful":true,"timestamp":"2026-11-22T12:00:00Z","data":{"identity":"CLUSTER AGENT","version":"4.5.0.0-0","supportedAuth":["v2"]}}"""
                : "{\"successful\":true,\"data\":{\"public_key\":\"" + publicKey + "\"}}");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) });
    }
}
