using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Http;
using Obshell.Client.Tests.Time;
using Obshell.Simulator;

namespace Obshell.Recovery.Tests.Waiting;

/// <summary>When a wait asked for its DAG, on the virtual clock, and what it got instead of an answer.</summary>
internal sealed class PollTimes
{
    private readonly List<TimeSpan> asked = [];

    /// <param name="cluster">Whose reads are noted.</param>
    /// <param name="disturb">Gets the time since now; a status code instead of an answer, or 0 for the answer.</param>
    /// <param name="retryAfter">What such a page asks for.</param>
    public PollTimes(VirtualCluster cluster, Func<TimeSpan, int>? disturb = null, string? retryAfter = null)
    {
        TimeSpan start = cluster.Time.Elapsed;
        cluster.Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Method = "GET",
            PathPrefix = "/api/v1/task/dag/",
            Times = int.MaxValue,
            Custom = async context =>
            {
                TimeSpan now = cluster.Time.Elapsed - start;
                lock (asked)
                {
                    asked.Add(now);
                }

                int status = disturb?.Invoke(now) ?? 0;
                if (status == 0)
                {
                    return false;
                }

                context.Response.StatusCode = status;
                if (retryAfter is not null)
                {
                    context.Response.Headers.RetryAfter = retryAfter;
                }

                await context.Response.WriteAsync("<html>no</html>");
                return true;
            },
        });
    }

    public IReadOnlyList<TimeSpan> Asked
    {
        get
        {
            lock (asked)
            {
                return [.. asked];
            }
        }
    }

    /// <summary>The pauses between them.</summary>
    public IReadOnlyList<TimeSpan> Pauses => [.. Asked.Zip(Asked.Skip(1), (a, b) => b - a)];
}
