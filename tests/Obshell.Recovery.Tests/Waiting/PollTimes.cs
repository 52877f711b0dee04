using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Http;
using Obshell.Client.Tests.Time;
using Obshell.Simulator;

namespace Obshell.Recovery.Tests.Waiting;

/// <summary>Records on the virtual clock when a wait polls its DAG, and can replace the answers with errors.</summary>
internal sealed class PollTimes
{
    private readonly List<TimeSpan> asked = [];

    /// <param name="cluster">The cluster whose reads are recorded.</param>
    /// <param name="disturb">Gets the time since the start; returns a status code to replace the answer, or 0 to keep the answer.</param>
    /// <param name="retryAfter">The Retry-After header of an error answer.</param>
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

    /// <summary>The pauses between two polls.</summary>
    public IReadOnlyList<TimeSpan> Pauses => [.. Asked.Zip(Asked.Skip(1), (a, b) => b - a)];
}
