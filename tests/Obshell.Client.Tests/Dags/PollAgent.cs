using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Http;
using Obshell.Client.Tests.Hostile;

namespace Obshell.Client.Tests.Dags;

/// <summary>An agent in memory with one running DAG. It answers on the caller's thread and counts its own allocations.</summary>
internal sealed class PollAgent : HttpMessageHandler
{
    private const string Info = """{"successful":true,"timestamp":"2026-11-22T12:00:00Z","data":{"identity":"CLUSTER AGENT","version":"4.5.0.0-0","supportedAuth":["v2"]}}""";

    private const string Dag = """
        {"successful":true,"timestamp":"2026-11-22T12:00:00.123456789Z","duration":1,"status":200,"traceId":"TRACE","data":{"id":"11","dag_id":1,"name":"Restore backup_rt2","stage":3,"max_stage":5,"maintenance_type":3,"maintenance_key":"rt2","state":"RUNNING","operator":"RUN","start_time":"2026-11-22T12:00:00.123456789Z","end_time":"0001-01-01T00:00:00Z","additional_data":null,"nodes":null}}
        """;

    /// <summary>Bytes that this agent allocated on the threads of the callers.</summary>
    public long Allocated { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string path = request.RequestUri!.AbsolutePath;
        string text = path.EndsWith("/info", StringComparison.Ordinal) ? Info
            : path.EndsWith("/secret", StringComparison.Ordinal) ? "{\"successful\":true,\"data\":{\"public_key\":\"" + KeyText.Any + "\"}}"
            : Dag.Replace("TRACE", request.Headers.GetValues(HttpTransport.TraceHeader).Single(), StringComparison.Ordinal);
        var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) };
        Allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        return Task.FromResult(answer);
    }
}
