using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using Obshell.Client;
using Obshell.Client.Secrets;
using ObshellPS.Binding;
using ObshellPS.Connections;
using ObshellPS.Errors;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>Connects to a cluster and makes that connection the runspace's current one.</summary>
[Cmdlet(VerbsCommunications.Connect, "ObCluster")]
[OutputType(typeof(ObConnection))]
public sealed class ConnectObClusterCommand : ObCmdlet
{
    private const string ServerVariable = "OBSHELL_SERVER";
    private const string PasswordVariable = "OBSHELL_PASSWORD";
    private const string UnencryptedVariable = "OBSHELL_ALLOW_UNENCRYPTED_AUTHENTICATION";
    private const string FingerprintVariable = "OBSHELL_FINGERPRINT";

    /// <summary>Agents of one cluster, each host[:port] or URI. Default: OBSHELL_SERVER.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNull]
    [LeftOutMeans(LeftOut.VariableServer)]
    public string[]? Server { get; set; }

    /// <summary>User root@sys and its password.</summary>
    [Parameter(Position = 1)]
    [Credential]
    [LeftOutMeans(LeftOut.VariablePassword)]
    public PSCredential? Credential { get; set; }

    /// <summary>Password of root@sys. Default: OBSHELL_PASSWORD, else none.</summary>
    [Parameter]
    [PasswordTransformation]
    [LeftOutMeans(LeftOut.VariablePassword, EmptyTextIsAValue = true)]
    public SecureString? Password { get; set; }

    /// <summary>The agent's own password, where one is set.</summary>
    [Parameter]
    [PasswordTransformation]
    [LeftOutMeans(LeftOut.NoAgentPassword, EmptyTextIsAValue = true)]
    public SecureString? AgentPassword { get; set; }

    /// <summary>File with the certificate authorities to trust instead of the system's.</summary>
    [Parameter]
    [LeftOutMeans(LeftOut.SystemAuthorities)]
    public string? CertificateAuthority { get; set; }

    /// <summary>Certificate with private key for agents that demand one.</summary>
    [Parameter]
    [LeftOutMeans(LeftOut.NoCertificate)]
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>Accept any certificate, also an attacker's.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Send the login over plain HTTP to other machines too. Default: OBSHELL_ALLOW_UNENCRYPTED_AUTHENTICATION, else not.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>Without TLS, follow a clock that is more than ten minutes off this machine's.</summary>
    [Parameter]
    public SwitchParameter AllowClockDifference { get; set; }

    /// <summary>SHA-256 of the public keys that the agents may have. Default: OBSHELL_FINGERPRINT, else any key.</summary>
    [Parameter]
    [LeftOutMeans(LeftOut.VariableFingerprint)]
    public string[]? PublicKeyFingerprint { get; set; }

    /// <summary>Limit for one request. Default 30 s.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [DurationTransformation(MinSeconds = 1, MaxSeconds = 3600)]
    public TimeSpan? Timeout { get; set; }

    /// <summary>HTTP proxy; none is used otherwise, whatever the system says.</summary>
    [Parameter]
    [LeftOutMeans(LeftOut.NoProxy)]
    public Uri? Proxy { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Whatever is wrong: the next command must not work on the cluster of before.
        RunspaceConnections.OfThisRunspace.LeaveCurrent();
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            ConnectOptions options = ReadOptions();
            ObshellClient.WarmUp();
            ObConnection connection = Run(stop => ObConnection.ConnectAsync(options, Log, stop));
            RunspaceConnections.OfThisRunspace.Add(connection);
            Warn(connection);
            WriteObject(connection);
        }
        catch (ObshellException e)
        {
            // What was refused as an address may hold a password: it is not repeated as the target either.
            ThrowTerminatingError(ErrorRecords.From(e, e is ObshellInputException || Server is null ? null : string.Join(", ", Server)));
        }
    }

    private ConnectOptions ReadOptions()
    {
        if (Credential is not null && Password is not null)
        {
            throw new ObshellInputException(new InputFault("ConflictingValue", nameof(Password), "-Credential and -Password are both given. Keep one."));
        }

        if (Credential is { UserName: var user } && user.Length > 0
            && !user.Equals("root", StringComparison.OrdinalIgnoreCase) && !user.Equals("root@sys", StringComparison.OrdinalIgnoreCase))
        {
            throw new ObshellInputException(new InputFault(
                "UserNotSupported", nameof(Credential), $"obshell knows only the user root@sys, not '{user}'. Make the credential for 'root@sys'."));
        }

        SecureString? password = Credential?.Password ?? Password;
        if (password is null && AgentPassword is null
            && EnvironmentVariable.Read(PasswordVariable, nameof(Password), ConnectionTexts.EmptyPasswordWanted) is { } text)
        {
            password = SecretText.Protect(text);
        }

        return new ConnectOptions
        {
            Server = Server ?? EnvironmentVariable.ReadList(ServerVariable, nameof(Server)) ?? [],
            Password = password,
            AgentPassword = AgentPassword,
            CertificateAuthority = CertificateAuthority is null ? null : GetUnresolvedProviderPathFromPSPath(CertificateAuthority),
            ClientCertificate = ClientCertificate,
            SkipCertificateCheck = SkipCertificateCheck,
            AllowUnencryptedAuthentication = MyInvocation.BoundParameters.ContainsKey(nameof(AllowUnencryptedAuthentication))
                ? AllowUnencryptedAuthentication
                : EnvironmentVariable.ReadSwitch(UnencryptedVariable, nameof(AllowUnencryptedAuthentication)),
            AllowClockDifference = AllowClockDifference,
            PublicKeyFingerprint = PublicKeyFingerprint ?? EnvironmentVariable.ReadList(FingerprintVariable, nameof(PublicKeyFingerprint)),
            Timeout = Timeout ?? TimeSpan.FromSeconds(30),
            Proxy = Proxy is null ? null : ReadProxy(Proxy),
        };
    }

    /// <summary>Errors of the platform name the proxy, so the login goes apart from its address.</summary>
    private static WebProxy ReadProxy(Uri given)
    {
        if (!given.IsAbsoluteUri)
        {
            throw new ObshellInputException(new InputFault("InvalidProxy", nameof(Proxy), "A whole address is expected, such as http://proxy.example.org:3128."));
        }

        var proxy = new WebProxy(new UriBuilder(given) { UserName = "", Password = "" }.Uri);
        if (given.UserInfo.Length > 0)
        {
            string[] parts = given.UserInfo.Split([':'], 2);
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
        }

        return proxy;
    }

    private void Warn(ObConnection connection)
    {
        if (!connection.IsTls)
        {
            WriteWarning(PlainHttp(connection));
        }

        if (ConnectionSafety.Of(connection).ScarceRoomForAddress is { } room && connection.KeyBits >= 1024)
        {
            WriteWarning($"The password is long: it leaves {room} bytes for the address in one block of a request's header. Whoever records a request with a longer address can turn it into a request to any other address until its time is over (60 s). Use https://, or a shorter password.");
        }

        if (SkipCertificateCheck && ConnectionSafety.Of(connection).UsesTls)
        {
            WriteWarning("Certificates are not checked: the agent may be anybody.");
        }

        foreach (ObshellException refusal in ConnectionSafety.Of(connection).Refusals)
        {
            WriteWarning($"{refusal.Agent} is passed over ({refusal.ErrorId}): {refusal.Message}");
        }

        if (connection.Identity.Length > 0 && connection.Identity != "CLUSTER AGENT")
        {
            WriteWarning($"{connection.Agent} is {connection.Identity}, not a member of a running cluster (CLUSTER AGENT): it cannot restore tenants.");
        }

        if (connection.ClockSkew.Duration() > TimeSpan.FromSeconds(60))
        {
            WriteWarning($"The clock of {connection.Agent} differs from this machine's by {connection.ClockSkew.TotalSeconds:0} s. Requests follow the agent's clock.");
        }

        WriteVerbose($"Connected to {connection}, agent {connection.Agent}, obshell {connection.Version}, OceanBase {connection.ObVersion}, key {connection.PublicKeyFingerprint}.");
    }

    private static string PlainHttp(ObConnection connection)
    {
        if (connection.KeyBits is > 0 and < 1024)
        {
            return $"The connection is plain HTTP and the agent's key has only {connection.KeyBits} bits: whoever listens can learn the password. Set up TLS on the agents, or upgrade obshell to 4.4.2 or later.";
        }

        return connection.IsKeyPinned
            ? "The connection is plain HTTP. Nobody can put in a key of his own, since the key is pinned; but answers are neither encrypted nor proven to be the agent's, and whoever records a request and reaches the agent's port can learn the password. Set up TLS on the agents and use https://."
            : "The connection is plain HTTP. Whoever can change the traffic can learn the password with a key of his own; whoever records a request and reaches the agent's port can learn it too. Set up TLS on the agents and use https://.";
    }
}
