using System;
using System.Threading;
using System.Threading.Tasks;

namespace Obshell.Client.Drills;

/// <summary>Puts a user's query to a restored tenant. Nothing throws but a cancellation.</summary>
internal sealed class QueryCheck
{
    private readonly TenantQuery query;
    private readonly TimeProvider time;

    public QueryCheck(TenantQuery query, TimeProvider? time = null)
    {
        query.Check();
        this.query = query;
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>A check called <c>Query</c>.</summary>
    public Task<DrillCheck> RunAsync(RestoredTenant tenant, CancellationToken cancellation)
    {
        _ = (query, time, tenant);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(new DrillCheck { Name = "Query", Verdict = DrillCheckVerdict.NotVerified, ReasonId = "NotRead" });
    }
}
