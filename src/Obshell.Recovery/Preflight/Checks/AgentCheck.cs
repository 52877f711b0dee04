using Obshell.Client;
using Obshell.Client.Errors;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>Rows 1 and 3 of PROTOCOL 4.3: the agent belongs to a running cluster, and OceanBase answers the agent.</summary>
internal sealed class AgentCheck : PreflightCheck
{
    /// <summary>Name of the finding.</summary>
    public const string Name = UnreadChecks.Agent;

    public AgentCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    public override void Judge()
    {
        if (Cluster.Unfinished.Fault is ObshellConnectionException lost)
        {
            Add(Name, PreflightVerdict.Failed, Masked(lost.Message), "", PreflightTexts.AdviceAgentUnreachable);
            return;
        }

        if (Cluster.Unfinished.Fault is ObshellApiException { IsAuthentication: true } refused)
        {
            Add(Name, PreflightVerdict.Failed, Masked(refused.Message), refused.ErrorCode, PreflightTexts.AdviceLogin);
            return;
        }

        // The first read and a start need the same database. So if the read fails, a start would fail too.
        var said = Cluster.Unfinished.Fault as ObshellApiException;
        said = said is { IsTransient: true } or { ErrorCode: ErrorCodes.MySqlError } ? said : null;
        if (Cluster.Status.Value is not { } status)
        {
            if (said is not null)
            {
                Add(Name, PreflightVerdict.Failed, PreflightTexts.FormatAgentCannotQuery(said.Agent, Masked(said.Message)), said.ErrorCode, PreflightTexts.AdviceStartServer);
                return;
            }

            AddUnread(Name, Cluster.Status.Fault!, "");
            return;
        }

        if (status.Identity.Length == 0 || status.State is null || status.ObState is null)
        {
            Add(Name, PreflightVerdict.Unknown, PreflightTexts.FormatAgentIdentityMissing(status.Agent), "", PreflightTexts.AdviceAgentLog);
        }
        else if (status.Identity != "CLUSTER AGENT")
        {
            Add(
                Name, PreflightVerdict.Failed, PreflightTexts.FormatAgentIdentityWrong(status.Agent, Quote(status.Identity)),
                ErrorCodes.IdentityNotSupported, PreflightTexts.AdviceClusterAgent);
        }
        else if (status.ObState != 3)
        {
            string code = said is not null ? said.ErrorCode
                : status.ObState == 0 ? ErrorCodes.ObserverNotExist
                : ErrorCodes.DatabaseUseless;
            Add(
                Name, PreflightVerdict.Failed,
                status.ObState switch
                {
                    0 => PreflightTexts.FormatAgentServerNoProcess(status.Agent, status.ObState),
                    1 => PreflightTexts.FormatAgentServerNoConnection(status.Agent, status.ObState),
                    2 => PreflightTexts.FormatAgentServerRestricted(status.Agent, status.ObState),
                    _ => PreflightTexts.FormatAgentServerUnknown(status.Agent, status.ObState),
                },
                code, PreflightTexts.AdviceStartServer);
        }
        else if (said is not null)
        {
            Add(
                Name, PreflightVerdict.Failed, PreflightTexts.FormatClusterAgentCannotQuery(status.Agent, Masked(said.Message)), said.ErrorCode,
                said.ErrorCode == ErrorCodes.MySqlError ? PreflightTexts.AdviceDatabaseError : PreflightTexts.AdviceStartServer);
        }
        else if (status.State != 2)
        {
            Add(Name, PreflightVerdict.Failed, PreflightTexts.FormatAgentNotRunning(status.Agent, status.State), "", PreflightTexts.AdviceAgentWait);
        }
        else
        {
            AddPassed(Name, PreflightTexts.FormatAgentReady(status.Agent));
        }
    }
}
