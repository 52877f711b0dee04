using Obshell.Client;
using Obshell.Client.Errors;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>Rows 1 and 3 of PROTOCOL 4.3: an agent of a running cluster, whose OceanBase answers.</summary>
internal sealed class AgentCheck : PreflightCheck
{
    /// <summary>Name of the finding.</summary>
    public const string Name = "AgentReady";

    public AgentCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    public override void Judge()
    {
        if (Cluster.Unfinished.Fault is ObshellConnectionException lost)
        {
            Add(Name, PreflightVerdict.Failed, Masked(lost.Message), "", "Check that obshell runs there and can be reached, or name further agents with Connect-ObCluster -Server.");
            return;
        }

        if (Cluster.Unfinished.Fault is ObshellApiException { IsAuthentication: true } refused)
        {
            Add(Name, PreflightVerdict.Failed, Masked(refused.Message), refused.ErrorCode, "Connect again with the right password.");
            return;
        }

        // First-hand: the protected read just before asked the same database that a start asks first.
        var said = Cluster.Unfinished.Fault as ObshellApiException;
        said = said is { IsTransient: true } or { ErrorCode: ErrorCodes.MySqlError } ? said : null;
        const string Restart = "Start that server, or name further agents of the cluster with Connect-ObCluster -Server.";
        if (Cluster.Status.Value is not { } status)
        {
            if (said is not null)
            {
                Add(Name, PreflightVerdict.Failed, $"{said.Agent} cannot ask its OceanBase: {Masked(said.Message)}", said.ErrorCode, Restart);
                return;
            }

            AddUnread(Name, Cluster.Status.Fault!, "");
            return;
        }

        if (status.Identity.Length == 0 || status.State is null || status.ObState is null)
        {
            Add(Name, PreflightVerdict.Unknown, $"{status.Agent} does not tell its identity and state.", "", "Look into the agent's log.");
        }
        else if (status.Identity != "CLUSTER AGENT")
        {
            Add(
                Name, PreflightVerdict.Failed, $"{status.Agent} is '{Quote(status.Identity)}'. Only a CLUSTER AGENT restores tenants.",
                ErrorCodes.IdentityNotSupported, "Connect to an agent of a running cluster.");
        }
        else if (status.ObState != 3)
        {
            string code = said is not null ? said.ErrorCode
                : status.ObState == 0 ? ErrorCodes.ObserverNotExist
                : ErrorCodes.DatabaseUseless;
            Add(
                Name, PreflightVerdict.Failed,
                $"The OceanBase server beside {status.Agent} is not available (obState {status.ObState}: "
                    + (status.ObState switch { 0 => "no process", 1 => "no connection", 2 => "restricted", _ => "unknown" }) + ").",
                code, Restart);
        }
        else if (said is not null)
        {
            Add(
                Name, PreflightVerdict.Failed, $"{status.Agent} is a CLUSTER AGENT, but cannot ask its OceanBase: {Masked(said.Message)}", said.ErrorCode,
                said.ErrorCode == ErrorCodes.MySqlError ? "See to what OceanBase says there, or name further agents of the cluster with Connect-ObCluster -Server." : Restart);
        }
        else if (status.State != 2)
        {
            Add(Name, PreflightVerdict.Failed, $"{status.Agent} is not running (state {status.State}: 1 is starting, 3 stopping).", "", "Wait until the agent runs.");
        }
        else
        {
            AddPassed(Name, $"{status.Agent} is a CLUSTER AGENT, and its OceanBase is available.");
        }
    }
}
