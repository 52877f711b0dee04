using System.Security.Cryptography;
using Obshell.Client.Connection.Channel;
using Obshell.Client.Display;
using Obshell.Client.Encryption;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client;

/// <summary>The fingerprint of an agent's public key. It can be read before a password is sent to the agent.</summary>
public sealed class AgentFingerprint
{
    private AgentFingerprint(string agent, AgentKey key)
    {
        Agent = agent;
        PublicKeyFingerprint = key.Fingerprint.ToString();
        KeyBits = key.KeyBits;
    }

    /// <summary>The address to which the request was sent, <c>host:port</c>.</summary>
    public string Agent { get; }

    /// <summary>
    /// Fingerprint of the key: <c>SHA256:</c> and base64, in the form of <see cref="ConnectOptions.PublicKeyFingerprint"/>. The fingerprint
    /// is only as reliable as the connection over which it was read.
    /// </summary>
    public string PublicKeyFingerprint { get; }

    /// <summary>Length of the key in bits. A key of 512 bits gives no protection.</summary>
    public int KeyBits { get; }

    /// <summary>Reads the key with one request without a login. Passwords and servers in <paramref name="options"/> are not used.</summary>
    /// <exception cref="ObshellException">
    /// The address is not valid, the agent does not answer, or its answer contains no valid key.
    /// </exception>
    public static async Task<AgentFingerprint> ReadAsync(string server, ConnectOptions options, IRequestLog? log = null, CancellationToken cancellation = default)
    {
        var address = ServerAddress.Parse(server, "Server");
        using var noCredentials = new Credentials(null, null, options.TimeProvider);
        using var channel = new AgentChannel(address, options, noCredentials, new Redactor(), pinned: null);
        Answer answer = await channel.SendAsync(ApiRequest.Open("/api/v1/secret"), log, cancellation).ConfigureAwait(false);
        try
        {
            return new AgentFingerprint(address.Name, AgentKey.Parse(AnswerData.Read(answer, ConnectionJson.Default.AgentSecret).PublicKey));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            throw AgentChannel.BadKey(address.Name, e);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(PublicKeyFingerprint);
}
