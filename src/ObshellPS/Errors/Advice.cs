using Obshell.Client;
using Obshell.Client.Backups;
using Obshell.Client.Shown;
using Obshell.Recovery;
using Obshell.Recovery.ErrorNumbers;
using Obshell.Recovery.Preflight.Facts;
using ObshellPS.Objects;

namespace ObshellPS.Errors;

/// <summary>What to do about an error, for the reader who has just got it.</summary>
internal static class Advice
{
    /// <param name="fault">What went wrong.</param>
    /// <param name="target">Of what.</param>
    /// <param name="row">Where that was piped; null for the command line.</param>
    public static string For(ObshellException fault, object? target, PipedRow? row = null) => fault switch
    {
        ObshellApiException api => ForAgent(api, target),
        ChangeUnknownException unknown => $"{unknown.FindOut}; the agent's log has trace {unknown.TraceId} if the request arrived.",
        ExistingRestoreDiffersException differs =>
            $"Choose another tenant name; or wait for that restore with Wait-ObDag {CommandArgument.Of(differs.Dag.Id)}; or, if it is not wanted, "
            + (differs.Dag.IsFinished ? $"drop the tenant with Remove-ObTenant {CommandArgument.Of(differs.TenantName)}." : $"undo it with Stop-ObTenantRestore {CommandArgument.Of(differs.TenantName)}."),
        ObshellInputException { ErrorId: "TenantNotFound" } => "Get-ObTenant lists the tenants of this cluster. Check the connection too.",
        ObshellInputException { ErrorId: "DagNotFound" } => "Get-ObDag without -TenantName lists all DAGs, and Get-ObTenantRestore the restores, of long ago too. Check the connection too.",
        ObshellInputException { ErrorId: "DagMismatch" or "TenantMismatch" } => "Connect to the cluster that it is of (Connect-ObCluster, or -Connection), or name by its id or name what you mean here.",
        ObshellInputException { ErrorId: "NotConnected" or "Disconnected" } => "Run Connect-ObCluster -Server host[:port] first.",
        ObshellInputException input when Array.Exists([.. input.Faults], f => f.ErrorId == "MixedInput") => "Do not run the same command again: the requests of this pipeline have been started.",
        ObshellInputException { ErrorId: "NothingToReport" } => "Look why the command before it returned nothing; its errors say so. A report of nothing would look like a good one.",
        ObshellInputException { ErrorId: "NotReportable" } => "Pipe what Invoke-ObRestoreDrill, Wait-ObDag, Get-ObDag -Detailed or Get-ObTenantRestore returns. The report names it as unreadable.",
        ObshellInputException { ErrorId: "UnknownReportFormat" } => "Give -Format Html, Markdown, Json or JUnit, or a path that ends in .html, .md, .json or .xml.",
        ObshellInputException { ErrorId: "InvalidPath" } => "Give a path of the file system whose folder exists.",
        ObshellInputException { ErrorId: "ZonesNotTested" } => "Pipe zones or requests, not both.",
        ObshellInputException { ErrorId: "FileSourceOnly" } => "Use Get-ObRestoreWindow: it looks into object stores too.",
        ObshellInputException { ErrorId: "ZoneNotFound" } => "Get-ObZone without -Name lists the zones.",
        ObshellProtocolException { ErrorId: "ZonesUnknown" } => "Name further agents of the cluster with Connect-ObCluster -Server, or start the OceanBase server beside that agent.",
        ObshellProtocolException { ErrorId: "GetBodyUnsupported" } => "Run the command in PowerShell 7, or in Windows PowerShell on Windows.",
        ObshellInputException { ErrorId: "UnencryptedAuthentication" } =>
            "Set TLS up on the agents (docs/connecting.md, Plain HTTP) and write https:// before the address; or go through an SSH tunnel and name localhost; or pass -AllowUnencryptedAuthentication. Nothing was sent to any agent.",
        ObshellInputException { ErrorId: "InvalidVariable" } => "Correct the variable, or remove it; nothing was sent to any agent.",
        ObshellInputException { ErrorId: "TextPiped" } =>
            "Turn the file into objects first: Get-Content file.json -Raw | ConvertFrom-Json, or Import-Csv file.csv. A zone as text is written zone:unit:num.",
        ObshellInputException input => InputAdvice.For(
            input.Faults, row is null ? "Correct the input and run the command again; nothing was sent to any agent." : "Correct that row and pipe it again, alone: the other rows are not affected. Nothing of it was sent to any agent."),
        ObshellConnectionException { ErrorId: "CertificateRejected" } refused => CertificateAdvice.For(refused.CertificateFaults),
        ObshellConnectionException { ErrorId: "NoAgentAvailable", InnerException: ObshellException { IsRefusal: true } refused } => For(refused, target),
        ObshellConnectionException { ErrorId: "TlsTooOld" } => "Let the agent, or the proxy before it, offer TLS 1.2 or 1.3: both obshell (4.4.2 and later) and any current proxy can. Where it does, allow them on this machine: on Windows in the policy of SCHANNEL's protocols, elsewhere in that of OpenSSL.",
        ObshellConnectionException { ErrorId: "ClientCertificateRequired" } => "Pass a certificate that the agent accepts, with its private key: -ClientCertificate.",
        ObshellConnectionException { ErrorId: "ClientCertificateRefused" } =>
            "Pass with -ClientCertificate one that is valid today and comes from the authority that the agent trusts. The agent's side knows why it refused this one.",
        ObshellConnectionException { ErrorId: "TlsFailed" } =>
            "If the agent speaks plain HTTP, name it without https://. If it demands a client certificate, pass -ClientCertificate. Otherwise compare the versions and ciphers of TLS that both sides allow.",
        PublicKeyMismatchException mismatch =>
            $"Read the fingerprint on {mismatch.Agent} itself (docs/connecting.md, Pinning the agent's key). If it is {mismatch.Seen}, the agent has a new key (new home, or upgrade to obshell 4.4.2): "
            + "connect again with -PublicKeyFingerprint of that one. If it is not, somebody stands in between: do not connect, and do not leave the parameter out.",
        ObshellConnectionException { ErrorId: "RequestTimeout" } => "Check that the agent is not hung, try another agent with -Server, or allow more time with -TimeoutSec.",
        ObshellConnectionException => "Check host, port (2886 unless configured otherwise), firewall, and that obshell runs there. Name further agents of the cluster with -Server.",
        ObshellProtocolException { ErrorId: "NotAnObshellAgent" } => "Check host and port: what answers there is not obshell's API. An agent with TLS is named with https://. A proxy before it may want a client certificate: -ClientCertificate.",
        ObshellProtocolException { ErrorId: "AgentTooOld" } => "Upgrade obshell on that host.",
        ObshellProtocolException { ErrorId: "ClockDifference" } =>
            "Compare the clocks of both machines (NTP). If they are right, somebody in between may be forging the agent's answers: use https://. If the agent's clock is wrong and you know it, connect with -AllowClockDifference.",
        ObshellProtocolException { ErrorId: "ClusterUnknown" } =>
            "Look with Get-ObAgent how the agents are: one whose OceanBase server is down cannot say which cluster it belongs to. Connect again when it is back, or name other agents of the cluster.",
        ObshellProtocolException { ErrorId: "DifferentCluster" } => "Make one connection for each cluster and pass it with -Connection.",
        ObshellProtocolException { ErrorId: "RedirectRefused" or "GatewayError" } => "Name the agents themselves with -Server instead of a proxy or load balancer.",
        _ => "Run the command again with -Verbose; the agent's log knows the request by its trace id.",
    };

    private static string ForAgent(ObshellApiException fault, object? target) => fault.ErrorCode switch
    {
        "Security.Authentication.IncorrectOceanbasePassword" => "Connect again with the right password of root@sys. It was tried once only: each try is a database login, and too many lock the account.",
        "Security.Authentication.IncorrectAgentPassword" => "Connect again with the right -AgentPassword.",
        "Security.Authentication.WithAgentPassword" => "This agent asks for its own password: Connect-ObCluster -AgentPassword.",
        "Security.Authentication.WithOceanBasePassword" => "This agent asks for the password of root@sys: Connect-ObCluster -Credential.",
        "Security.Authentication.Header.UriMismatch" => "Something between you and the agent rewrites the address. Name the agent itself with -Server.",
        "Security.Authentication.Expired" => "The agent says that the request was too old, and its clock does not confirm it. Check the clocks (NTP) and connect again.",
        "OB.Tenant.Existed" or "OB.Tenant.UnderMaintenance" => Running(fault, target),
        "OB.Tenant.SysOperationNotAllowed" => "Choose another tenant name.",
        "OB.Zone.NotExist" => "Check the zone names against the cluster; they are case-sensitive.",
        "OB.Resource.UnitConfig.NotExist" => "Check the name of the unit config, or create it on the cluster first.",
        "OB.Tenant.UnitNum.ExceedsLimit" => "Use a unit number no greater than the servers of the smallest zone.",
        "OB.Tenant.PrimaryZone.CrossRegion" => "Name -PrimaryZone with zones of one region; RANDOM fits only where all zones are in one region.",
        "OB.Tenant.PrimaryRegion.FullReplica.NotEnough" => "Give the region of the first-priority zones at least two FULL replicas.",
        "Agent.Identify.NotSupportOperation" => "Only an agent of a running cluster (CLUSTER AGENT) can do this. Connect to one.",
        "Environment.WithoutObAdmin" =>
            $"Only ob_admin can look into a backup, and {fault.Agent} has none: install it in the bin folder beside that agent, or connect to an agent that has it. A restore itself does not need it.",
        "Gorm.NoRowAffected" => Raced(fault, target),
        "Task.Expired" => "Another task has worked on this tenant since, so this DAG is history: it can neither be resumed nor undone. Get-ObDag -TenantName shows the newer one; start the restore anew if it is still wanted.",
        "Task.Dag.Operator.RollbackNotAllowed" => BeyondRollback(target),
        "Task.Dag.Operator.RetryNotFailedDag" or "Task.Dag.Operator.PassNotFailedDag" or "Task.Dag.Operator.CancelFinishedDag" =>
            target is AgentDag moved ? $"The DAG is no longer as it was. Wait-ObDag {CommandArgument.Of(moved.Id)} says how it stands or ends." : "The DAG is no longer as it was. Wait-ObDag says how it stands or ends.",
        "Task.Dag.Operator.RollbackNotFailedDag" when target is AgentDag { State: DagStates.Ready, Operator: not DagOperators.Rollback } young =>
            $"The agent had not begun DAG {young.Id} when it was asked, and cancels only what it has begun. Repeat the command in a second.",
        "Task.Dag.Operator.RollbackNotFailedDag" =>
            target is AgentDag still ? $"Nothing was undone: the DAG has not begun, has ended, or is undone already. Wait-ObDag {CommandArgument.Of(still.Id)} says which; then decide anew." : "Wait-ObDag says how it stands; then decide anew.",
        "Task.Dag.Operator.RetryNotAllowed" or "Task.Dag.Operator.CancelNotAllowed" or "Task.Dag.Operator.PassNotAllowed" =>
            target is AgentDag fixedDag ? $"This step does not allow it. Get-ObDagLog {CommandArgument.Of(fixedDag.Id)} shows what it has done." : "This step does not allow it. Get-ObDagLog shows what it has done.",
        "OB.Restore.NotRecovering" => "The tenant exists, and no restore of it is known: there is nothing to cancel. A tenant that is not wanted is dropped with Remove-ObTenant.",
        "OB.Restore.Task.NotExist" => "The newest task of this tenant is no restore. Get-ObDag -TenantName shows it.",
        "Task.NotFound" => "Get-ObDag lists the DAGs that this cluster knows. Ids are counted in each cluster apart: check the connection too.",
        "Task.GenericID.Invalid" => "Use an id as Get-ObDag shows it.",
        _ => Otherwise(fault),
    };

    private static string Running(ObshellApiException fault, object? target)
    {
        if (fault is DagRefusalException { Dag: var dag })
        {
            return $"A restore of this tenant is DAG {dag.Id} ({dag.State}, stage {dag.Stage} of {dag.MaxStage}). Wait-ObDag {CommandArgument.Of(dag.Id)} goes on waiting for it; "
                + "Start-ObTenantRestore -AttachExisting returns it instead of this error when it is the same one.";
        }

        return fault.ErrorCode == "OB.Tenant.Existed"
            ? "A restore always makes a new tenant. Choose another name, or look with Get-ObDag -TenantName "
                + $"{CommandArgument.Of(target?.ToString())} -Last whether an earlier restore made this one."
            : "Another task works on this tenant. Get-ObDag -Unfinished shows it; wait for it and repeat.";
    }

    private static string Raced(ObshellApiException fault, object? target) => fault is DagRefusalException { Dag: var now }
        ? $"Somebody else changed it at the same moment: DAG {now.Id} is {now.State}/{now.Operator} now, stage {now.Stage}. Decide anew; Wait-ObDag {CommandArgument.Of(now.Id)} says how it goes on."
        : $"Somebody else changed it at the same moment. Read it again with Get-ObDag {CommandArgument.Of((target as AgentDag)?.Id)} and decide anew.";

    private static string BeyondRollback(object? target) => target is AgentDag { IsRestore: true } dag
        ? $"Resume-ObDag {CommandArgument.Of(dag.Id)} repeats the step that is missing. If the tenant is not wanted, drop it with Remove-ObTenant {CommandArgument.Of(dag.TenantName)}."
        : "A step of it has no way back. Resume-ObDag repeats the step that failed.";

    private static string Otherwise(ObshellApiException fault)
    {
        if (BackupFault.AdviceFor(fault) is { } advice)
        {
            return advice;
        }

        if (DatabaseErrors.AdviceFor(fault.ServerMessage) is { Length: > 0 } known)
        {
            return known;
        }

        if (fault.ErrorCode.Contains("UnderMaintenance"))
        {
            return "Another task holds the cluster. Get-ObDag -Unfinished shows it; wait for it and repeat.";
        }

        if (fault.ErrorCode.StartsWith("Agent.OceanBase.", StringComparison.Ordinal) || fault.ErrorCode.StartsWith("OB.Server.Process.", StringComparison.Ordinal))
        {
            return "The OceanBase server beside that agent is not available. Name further agents of the cluster with -Server, or start the server.";
        }

        return fault.HttpStatus switch
        {
            401 => "Check the password and connect again.",
            400 => "Correct what the agent names and run the command again.",
            _ => $"Look into the agent's log on {fault.Agent} for trace {fault.TraceId}.",
        };
    }
}
