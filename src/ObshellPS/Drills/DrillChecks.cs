using Obshell.Client;
using Obshell.Client.Connection;
using Obshell.Client.Secrets;
using Obshell.Recovery;
using Obshell.Recovery.Drills.Query;
using ObshellPS.Pipeline;

namespace ObshellPS.Drills;

/// <summary>Makes the checks that the user has defined for one source: a query and a script block.</summary>
internal sealed class DrillChecks
{
    private readonly ObCmdlet cmdlet;
    private readonly ObshellClient client;
    private readonly SqlEndpoints endpoints;
    private readonly SqlTls? tls;
    private readonly TimeSpan? timeout;
    private bool isWarned;

    /// <param name="cmdlet">The cmdlet that runs scripts and writes warnings.</param>
    /// <param name="client">The client of the cluster on which the backups are restored.</param>
    /// <param name="servers">OceanBase servers where a query is allowed to log in, in addition to the servers of the connection; null for
    /// no other servers.</param>
    /// <param name="tls">How TLS protects a query's login; null for the default.</param>
    /// <param name="timeout">The timeout of a query; null for the default.</param>
    public DrillChecks(ObCmdlet cmdlet, ObshellClient client, string[]? servers, SqlTls? tls, TimeSpan? timeout)
    {
        this.cmdlet = cmdlet;
        this.client = client;
        this.tls = tls;
        this.timeout = timeout;
        endpoints = new SqlEndpoints(servers ?? [], client.Connection.Server, ConnectionSafety.Of(client.Connection).IsVouchedFor);
    }

    /// <returns>Null when the source has no checks.</returns>
    public UserChecks? For(DrillDraft draft)
    {
        if (SecretText.EndsInLineBreak(draft.TenantCredential?.Password))
        {
            draft.Faults.AddRange([PasswordLineBreak.Fault(nameof(draft.TenantCredential))]);
        }

        // Register the password for redaction: from now on, texts from an agent may contain it.
        client.Redactor.Remember(draft.TenantCredential?.Password);
        QueryCheck? query = null;
        if (draft.Query is { } text)
        {
            try
            {
                query = new QueryCheck(
                    new TenantQuery
                    {
                        Text = text,
                        Expected = draft.Expected,
                        MaxAge = draft.MaxAge,
                        UserName = draft.TenantCredential?.UserName ?? "",
                        Password = draft.TenantCredential?.Password,
                        Timeout = timeout ?? TimeSpan.FromSeconds(30),
                        Tls = tls,
                    },
                    endpoints, ConnectionSafety.Of(client.Connection).CertificateAuthority, () => client.AgentNow);
                WarnOfOpenLogin(draft);
            }
            catch (ObshellInputException e)
            {
                draft.Faults.AddRange(e.Faults);
            }
        }

        ScriptCheck? script = draft.Verify is { } block ? new ScriptCheck(block, client.Redactor.Clean) : null;
        return query is null && script is null ? null : new UserChecks(cmdlet, query, script);
    }

    /// <summary>Warns once that the login of the query is not fully protected.</summary>
    private void WarnOfOpenLogin(DrillDraft draft)
    {
        if (!isWarned && tls is { } asked && asked != SqlTls.Verified && draft.TenantCredential is { Password.Length: > 0 })
        {
            isWarned = true;
            cmdlet.WriteWarning(DrillCommandTexts.FormatLoginNotProtected(asked.ToString()));
        }
    }
}
