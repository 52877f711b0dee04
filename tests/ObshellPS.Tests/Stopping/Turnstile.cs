using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Obshell.Simulator;

namespace ObshellPS.Tests.Stopping;

/// <summary>Records every request to a simulated cluster and can hold requests.</summary>
internal sealed class Turnstile
{
    private readonly ConcurrentQueue<(string Method, string Path)> arrivals = new();
    private volatile Hold? hold;
    private int kept;

    public Turnstile(SimulatedCluster cluster) => cluster.Faults.Add(new Fault { Kind = FaultKind.Custom, Times = int.MaxValue, Custom = PassAsync });

    /// <summary>All requests since the last <see cref="Clear"/>, also requests that were held or refused.</summary>
    public IReadOnlyCollection<(string Method, string Path)> Arrivals => arrivals;

    /// <summary>The number of held requests whose client is still connected.</summary>
    public int Kept => Volatile.Read(ref kept);

    /// <summary>Holds requests to this path after this call. The task completes when the first of them arrives.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Prefix of the path.</param>
    /// <param name="kind">How the requests are held.</param>
    public Task Keep(string method, string path, HoldKind kind = HoldKind.NoAnswer)
    {
        var fresh = new Hold(method, path, kind);
        hold = fresh;
        return fresh.Come.Task;
    }

    /// <summary>Holds all requests to this path except the first. The first continues when this number of others has arrived.</summary>
    public void KeepAllButTheFirst(string method, string path, int others) =>
        hold = new Hold(method, path, HoldKind.NoAnswer) { FirstWaitsFor = others };

    /// <summary>Answers requests to this path with 503 and a Retry-After header.</summary>
    public void Refuse(string method, string path, int retryAfter) => hold = new Hold(method, path, HoldKind.NoAnswer) { RetryAfter = retryAfter };

    /// <summary>Closes the connection of requests to this path without carrying them out.</summary>
    public void Cut(string method, string path) => hold = new Hold(method, path, HoldKind.NoAnswer) { Cuts = true };

    /// <summary>Holds no requests any more, and clears the list of arrived requests.</summary>
    public void Clear()
    {
        hold = null;
        arrivals.Clear();
    }

    private async Task<bool> PassAsync(HttpContext context)
    {
        string path = context.Request.Path + context.Request.QueryString;
        arrivals.Enqueue((context.Request.Method, path));
        if (hold is not { } now || now.Method != context.Request.Method || !path.StartsWith(now.Path, StringComparison.Ordinal))
        {
            return false;
        }

        if (now.FirstWaitsFor > 0 && Interlocked.Increment(ref now.Seen) == 1)
        {
            await StopRoom.UntilAsync(() => Kept >= now.FirstWaitsFor, () => $"{now.FirstWaitsFor} more requests to {path} come");
            return false;
        }

        if (now.Cuts)
        {
            context.Abort();
            return true;
        }

        if (now.RetryAfter is { } seconds)
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return true;
        }

        if (now.Kind == HoldKind.CarriedOut)
        {
            // Called when the request was carried out, just before the first byte of its answer is sent.
            context.Response.OnStarting(() => StayAsync(context, now));
            return false;
        }

        await StayAsync(context, now);
        return true;
    }

    /// <summary>Holds the request until the client has closed the connection. The agent must notice this.</summary>
    private async Task StayAsync(HttpContext context, Hold now)
    {
        Interlocked.Increment(ref kept);
        try
        {
            if (now.Kind is HoldKind.HeadOnly or HoldKind.HalfBody)
            {
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = 4000;
                await context.Response.StartAsync(context.RequestAborted);
            }

            if (now.Kind == HoldKind.HalfBody)
            {
                await context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes("{\"successful\":true,\"data\":[" + new string(' ', 1900)), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }

            now.Come.TrySetResult();
            while (now.Kind == HoldKind.Drip)
            {
                await context.Response.Body.WriteAsync(" "u8.ToArray(), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(10, context.RequestAborted);
            }

            await Task.Delay(-1, context.RequestAborted);
        }
        finally
        {
            Interlocked.Decrement(ref kept);
        }
    }

    private sealed class Hold(string method, string path, HoldKind kind)
    {
        public int Seen;

        public string Method => method;

        public string Path => path;

        public HoldKind Kind => kind;

        public int FirstWaitsFor { get; init; }

        public int? RetryAfter { get; init; }

        public bool Cuts { get; init; }

        public TaskCompletionSource Come { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
