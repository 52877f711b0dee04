using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using Obshell.Client;
using ObshellPS.Completion;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>
/// Reads the state of each agent of a connection. With -Fingerprint, it reads only the keys of agents, and needs no connection.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ObAgent", DefaultParameterSetName = ConnectionSet)]
[OutputType(typeof(AgentState), ParameterSetName = [ConnectionSet])]
[OutputType(typeof(AgentFingerprint), ParameterSetName = [FingerprintSet])]
public sealed class GetObAgentCommand : ObCmdlet
{
    private const string ConnectionSet = "Connection";
    private const string FingerprintSet = "Fingerprint";

    /// <summary>The connection; default: the current one.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = ConnectionSet)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <summary>Agents whose keys are read, each host[:port] or URI.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FingerprintSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public string[] Server { get; set; } = [];

    /// <summary>Read only the fingerprint of each agent's public key. This needs no connection and no login.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FingerprintSet)]
    public SwitchParameter Fingerprint { get; set; }

    /// <summary>A file with the trusted certificate authorities. It replaces the authorities of the system.</summary>
    [Parameter(ParameterSetName = FingerprintSet)]
    public string? CertificateAuthority { get; set; }

    /// <summary>A client certificate with its private key, for agents that require one.</summary>
    [Parameter(ParameterSetName = FingerprintSet)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>Accept any certificate, even the certificate of an attacker.</summary>
    [Parameter(ParameterSetName = FingerprintSet)]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Server.Length > 0)
        {
            ReadFingerprints();
            return;
        }

        try
        {
            var client = new ObshellClient(ConnectionOrCurrent(Connection), Log);
            WriteObject(Run(client.Agents.ReadAsync), enumerateCollection: true);
        }
        catch (ObshellException e)
        {
            WriteFault(e, Connection);
        }
    }

    private void ReadFingerprints()
    {
        var options = new ConnectOptions
        {
            CertificateAuthority = CertificateAuthority is null ? null : GetUnresolvedProviderPathFromPSPath(CertificateAuthority),
            ClientCertificate = ClientCertificate,
            SkipCertificateCheck = SkipCertificateCheck,
        };
        foreach (string server in Server)
        {
            try
            {
                WriteObject(Run(stop => AgentFingerprint.ReadAsync(server, options, Log, stop)));
            }
            catch (ObshellException e)
            {
                // A refused address may contain a password, so the target of the error does not contain the address.
                WriteFault(e, e is ObshellInputException ? null : server);
            }
        }
    }
}
