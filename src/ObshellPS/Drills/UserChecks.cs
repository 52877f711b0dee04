using System.Management.Automation;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Drills.Checks;
using Obshell.Recovery.Drills.Query;
using ObshellPS.Pipeline;

namespace ObshellPS.Drills;

/// <summary>
/// The checks of a restored tenant that the user has defined: a query, and a script block. The script block runs on the pipeline thread.
/// </summary>
internal sealed class UserChecks : IDrillVerifier
{
    private readonly ObCmdlet cmdlet;
    private readonly QueryCheck? query;
    private readonly ScriptCheck? script;

    public UserChecks(ObCmdlet cmdlet, QueryCheck? query, ScriptCheck? script)
    {
        this.cmdlet = cmdlet;
        this.query = query;
        this.script = script;
    }

    public string Plan => Listing.And([query is null ? null : DrillCommandTexts.AQuery, script is null ? null : DrillCommandTexts.AScript]);

    public async Task<IReadOnlyList<DrillCheck>> VerifyAsync(RestoredTenant tenant, CancellationToken cancellation)
    {
        var checks = new List<DrillCheck>();
        if (query is not null)
        {
            checks.Add(await query.RunAsync(tenant, cancellation).ConfigureAwait(false));
        }

        if (script is not null)
        {
            checks.AddRange(await OnPipelineAsync(script, tenant, cancellation).ConfigureAwait(false));
        }

        return checks;
    }

    private async Task<IReadOnlyList<DrillCheck>> OnPipelineAsync(ScriptCheck check, RestoredTenant tenant, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource<IReadOnlyList<DrillCheck>>(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration stopped = cancellation.Register(() => done.TrySetCanceled());
        cmdlet.Post(() =>
        {
            try
            {
                done.TrySetResult(check.Run(tenant));
            }
            catch (PipelineStoppedException)
            {
                done.TrySetCanceled();
                throw;
            }
            catch (Exception e)
            {
                done.TrySetException(e);
                throw;
            }
        });
        return await done.Task.ConfigureAwait(false);
    }
}
