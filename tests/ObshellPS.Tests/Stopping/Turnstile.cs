using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Obshell.Simulator;

namespace ObshellPS.Tests.Stopping;

/// <summary>A proxy before a simulated cluster: it records every request that arrives and can keep requests waiting.</summary>
internal sealed class Turnstile
{
    private readonly ConcurrentQueue<(string Method, string Path)> arrivals = new();
    private volatile Hold? hold;
    private int kept;

    public Turnstile(SimulatedCluster cluster) => cluster.Faults.Add(new Fault { Kind = FaultKind.Custom, Times = int.MaxValue, Custom = PassAsync });

    /// <summary>What has arrived since the last <see cref="Clear"/>, whatever became of it.</summary>
    public IReadOnlyCollection<(string Method, string Path)> Arrivals => arrivals;

    /// <summary>Requests that are kept waiting and whose client is still there.</summary>
    public int Kept => Volatile.Read(ref kept);

    /// <summary>From now on requests to that path are kept; completes when the first has come.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">How the path begins.</param>
    /// <param name="kind">How they are kept.</param>
    public Task Keep(string method, string path, HoldKind kind = HoldKind.NoAnswer)
    {
        var fresh = new Hold(method, path, kind);
        hold = fresh;
        return fresh.Come.Task;
    }

    /// <summary>The first request to that path passes, but only when so many others are here; those are kept.</summary>
    public void KeepAllButTheFirst(string method, string path, int others) =>
        hold = new Hold(method, path, HoldKind.NoAnswer) { FirstWaitsFor = others };

    /// <summary>Answers 503 to requests to that path, with that many seconds to wait.</summary>
    public void Refuse(string method, string path, int retryAfter) => hold = new Hold(method, path, HoldKind.NoAnswer) { RetryAfter = retryAfter };

    /// <summary>Cuts the connection of requests to that path, which are then not carried out.</summary>
    public void Cut(string method, string path) => hold = new Hold(method, path, HoldKind.NoAnswer) { Cuts = true };

    /// <summary>Keeps nothing, and forgets what has arrived.</summary>
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
            // Called when the answer is ready and its first byte would go out.
            context.Response.OnStarting(() => StayAsync(context, now));
            return false;
        }

        await StayAsync(context, now);
        return true;
    }

    /// <summary>Until the client has gone: its going away must reach the agent.</summary>
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
