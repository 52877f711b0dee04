using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Secrets;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Connections;
using ObshellPS.Errors;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>Connects to a cluster and makes this connection the current connection of the runspace.</summary>
[Cmdlet(VerbsCommunications.Connect, "ObCluster")]
[OutputType(typeof(ObConnection))]
public sealed class ConnectObClusterCommand : ObCmdlet
{
    private const string PasswordVariable = "OBSHELL_PASSWORD";
    private const string UnencryptedVariable = "OBSHELL_ALLOW_UNENCRYPTED_AUTHENTICATION";

    /// <summary>Agents of one cluster, each host[:port] or URI. Default: OBSHELL_SERVER.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ServerCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.VariableServer))]
    public string[]? Server { get; set; }

    /// <summary>User root@sys and its password.</summary>
    [Parameter(Position = 1)]
    [Credential]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.VariablePassword))]
    public PSCredential? Credential { get; set; }

    /// <summary>Password of root@sys. Default: OBSHELL_PASSWORD, or no password.</summary>
    [Parameter]
    [PasswordTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.VariablePassword), EmptyTextIsAValue = true)]
    public SecureString? Password { get; set; }

    /// <summary>The agent password, if one is set.</summary>
    [Parameter]
    [PasswordTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.NoAgentPassword), EmptyTextIsAValue = true)]
    public SecureString? AgentPassword { get; set; }

    /// <summary>A file with the trusted certificate authorities. It replaces the authorities of the system.</summary>
    [Parameter]
    [LeftOutMeans(nameof(LeftOutTexts.SystemAuthorities))]
    public string? CertificateAuthority { get; set; }

    /// <summary>A client certificate with its private key, for agents that require one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.NoCertificate))]
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>Accept any certificate, even the certificate of an attacker.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>
    /// Send the login over plain HTTP, even to other machines. Default: OBSHELL_ALLOW_UNENCRYPTED_AUTHENTICATION, or false.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>Accept an agent without TLS whose clock differs from this machine's clock by more than ten minutes.</summary>
    [Parameter]
    public SwitchParameter AllowClockDifference { get; set; }

    /// <summary>SHA-256 of the public keys that agents are allowed to have. Default: OBSHELL_FINGERPRINT, or any key.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FingerprintCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.VariableFingerprint))]
    public string[]? PublicKeyFingerprint { get; set; }

    /// <summary>The time limit for one request. Default 30 s.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [DurationTransformation(MinSeconds = 1, MaxSeconds = 3600)]
    public TimeSpan? Timeout { get; set; }

    /// <summary>The HTTP proxy. Default: no proxy, even if the system has one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.NoProxy))]
    public Uri? Proxy { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // If this connect fails, the next command must not use the previous cluster.
        RunspaceConnections.OfThisRunspace.LeaveCurrent();
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool noPassword = false;
        try
        {
            ConnectOptions options = ReadOptions();
            noPassword = options is { Password: null, AgentPassword: null };
            ObshellClient.WarmUp();
            ObConnection connection = Run(stop => ObConnection.ConnectAsync(options, Log, stop));
            RunspaceConnections.OfThisRunspace.Add(connection);
            Warn(connection);
            WriteObject(connection);
        }
        catch (ObshellException e)
        {
            // A refused address may contain a password, so the target of the error does not contain the address.
            ErrorRecord record = ErrorRecords.From(e, e is ObshellInputException || Server is null ? null : string.Join(", ", Server));
            if (noPassword && e is ObshellApiException { IsAuthentication: true })
            {
                record.ErrorDetails = new ErrorDetails(Listing.Sentences(record.ErrorDetails.Message, ConnectionTexts.NoPassword)) { RecommendedAction = ConnectionTexts.AdviceNoPassword };
            }

            ThrowTerminatingError(record);
        }
    }

    private ConnectOptions ReadOptions()
    {
        if (Credential is not null && Password is not null)
        {
            throw new ObshellInputException(new InputFault("ConflictingValue", nameof(Password), ConnectionTexts.CredentialAndPassword));
        }

        if (Credential is { UserName: var user } && user.Length > 0
            && !user.Equals("root", StringComparison.OrdinalIgnoreCase) && !user.Equals("root@sys", StringComparison.OrdinalIgnoreCase))
        {
            throw new ObshellInputException(new InputFault(
                "UserNotSupported", nameof(Credential), ConnectionTexts.FormatUserUnknown(user)));
        }

        SecureString? password = Credential?.Password ?? Password;
        if (password is null && AgentPassword is null
            && EnvironmentVariable.Read(PasswordVariable, nameof(Password), ConnectionTexts.EmptyPasswordWanted) is { } text)
        {
            password = SecretText.Protect(text);
        }

        return new ConnectOptions
        {
            Server = Server ?? EnvironmentVariable.ReadList(EnvironmentVariable.Server, nameof(Server)) ?? [],
            Password = password,
            AgentPassword = AgentPassword,
            CertificateAuthority = CertificateAuthority is null ? null : GetUnresolvedProviderPathFromPSPath(CertificateAuthority),
            ClientCertificate = ClientCertificate,
            SkipCertificateCheck = SkipCertificateCheck,
            AllowUnencryptedAuthentication = MyInvocation.BoundParameters.ContainsKey(nameof(AllowUnencryptedAuthentication))
                ? AllowUnencryptedAuthentication
                : EnvironmentVariable.ReadSwitch(UnencryptedVariable, nameof(AllowUnencryptedAuthentication)),
            AllowClockDifference = AllowClockDifference,
            PublicKeyFingerprint = PublicKeyFingerprint ?? EnvironmentVariable.ReadList(EnvironmentVariable.Fingerprint, nameof(PublicKeyFingerprint)),
            Timeout = Timeout ?? TimeSpan.FromSeconds(30),
            Proxy = Proxy is null ? null : ReadProxy(Proxy),
        };
    }

    /// <summary>Removes the login from the proxy's address, because errors of .NET contain the address.</summary>
    private static WebProxy ReadProxy(Uri given)
    {
        if (!given.IsAbsoluteUri)
        {
            throw new ObshellInputException(new InputFault("InvalidProxy", nameof(Proxy), ConnectionTexts.ProxyIncomplete));
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
            WriteWarning(ConnectionTexts.FormatLongPassword(room));
        }

        if (SkipCertificateCheck && ConnectionSafety.Of(connection).UsesTls)
        {
            WriteWarning(ConnectionTexts.CertificatesUnchecked);
        }

        foreach (ObshellException refusal in ConnectionSafety.Of(connection).Refusals)
        {
            WriteWarning(ConnectionTexts.FormatAgentSkipped(refusal.Agent, refusal.ErrorId, refusal.Message));
        }

        if (connection.Identity.Length > 0 && connection.Identity != "CLUSTER AGENT")
        {
            WriteWarning(ConnectionTexts.FormatNotClusterAgent(connection.Agent, connection.Identity));
        }

        if (connection.ClockSkew.Duration() > TimeSpan.FromSeconds(60))
        {
            WriteWarning(ConnectionTexts.FormatClockDiffers(connection.Agent, (long)Math.Round(connection.ClockSkew.TotalSeconds)));
        }

        WriteVerbose(ConnectionTexts.FormatConnected(connection.ToString(), connection.Agent, connection.Version, connection.ObVersion, connection.PublicKeyFingerprint));
    }

    private static string PlainHttp(ObConnection connection) => connection.KeyBits is > 0 and < 1024 ? ConnectionTexts.FormatPlainShortKey(connection.KeyBits)
        : connection.IsKeyPinned ? ConnectionTexts.PlainPinned
        : ConnectionTexts.PlainUnpinned;
}
