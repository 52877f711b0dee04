using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Obshell.Client.Secrets;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Transport;
using Xunit;

namespace Obshell.Client.Tests.Encryption;

/// <summary>
/// The attack of PROTOCOL 2.3: an attacker has recorded requests over plain HTTP and has the agent's public key. The attacker combines
/// recorded blocks with new blocks, and does not know the password.
/// </summary>
[Trait("Promise", "6")]
[Trait("Promise", "15")]
[Trait("Category", "Slow")]
[Trait("Topic", "Security")]
public sealed class SplicedHeaderTests : IAsyncLifetime
{
    private const string Password = "Root#123";
    private const string Victim = "/api/v1/tenants/overview";

    private readonly byte[] keys = RandomNumberGenerator.GetBytes(32);
    private readonly HttpClient attacker = new();
    private SimulatedCluster cluster = null!;

    public async Task InitializeAsync() =>
        cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = Password, ManualClock = true });

    public async Task DisposeAsync()
    {
        attacker.Dispose();
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Promise_6_recorded_blocks_cannot_log_in_to_another_address()
    {
        byte[][] recorded = await RecordAsync(Password);
        Assert.True(recorded.Length >= 2, "a request with a body has more than one block");

        foreach (IEnumerable<byte[]> blocks in Splices(recorded, Victim))
        {
            Assert.NotEqual(200, await AskAsync(HttpMethod.Get, Victim, blocks, body: null));
        }
    }

    [Fact]
    public async Task Promise_6_recorded_blocks_of_a_long_password_cannot_log_in_after_the_header_has_expired()
    {
        string password = string.Concat(Enumerable.Repeat("Long#pass-", 10));
        await cluster.DisposeAsync();
        cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = password, ManualClock = true });
        byte[][] recorded = await RecordAsync(password);
        cluster.Agents[0].ClockOffset = TimeSpan.FromSeconds(62);

        foreach (IEnumerable<byte[]> blocks in Splices(recorded, Victim))
        {
            Assert.NotEqual(200, await AskAsync(HttpMethod.Get, Victim, blocks, body: null));
        }
    }

    /// <summary>The remaining risk of SECURITY.md: another body for the same address is accepted until the header expires.</summary>
    [Fact]
    public async Task Another_body_for_the_same_address_is_accepted_only_until_the_header_expires()
    {
        byte[][] recorded = await RecordAsync(Password);
        IEnumerable<byte[]> spliced = [.. Own($"{{\"Keys\":\"{Convert.ToBase64String(keys)}\","), recorded[^1]];
        string body = Encrypt("{\"name\":\"forged\",\"memory_size\":\"2G\",\"max_cpu\":2}");

        Assert.Equal(200, await AskAsync(HttpMethod.Post, "/api/v1/unit/config", spliced, body));
        cluster.Agents[0].ClockOffset = TimeSpan.FromSeconds(62);
        Assert.Equal(401, await AskAsync(HttpMethod.Post, "/api/v1/unit/config", spliced, body));
    }

    /// <summary>Checks the attack itself: it succeeds with the field order of the SDKs.</summary>
    [Fact]
    public async Task With_the_field_order_of_the_SDKs_recorded_blocks_log_in_to_any_address()
    {
        string json = $"{{\"Auth\":\"{Password}\",\"Ts\":\"{TestCalendar.Now.ToUnixTimeSeconds() + 60}\",\"Uri\":\"/api/v1/unit/config\",\"Keys\":\"{Convert.ToBase64String(new byte[32])}\"}}";
        byte[][] recorded = [.. Own(json)];
        cluster.Agents[0].ClockOffset = TimeSpan.FromDays(365);

        var accepted = new List<int>();
        foreach (IEnumerable<byte[]> blocks in Splices(recorded, Victim))
        {
            accepted.Add(await AskAsync(HttpMethod.Get, Victim, blocks, body: null));
        }

        Assert.Contains(200, accepted);
    }

    /// <summary>Puts new text before and after every sequence of recorded blocks, so that the JSON is complete.</summary>
    private IEnumerable<IEnumerable<byte[]>> Splices(byte[][] recorded, string uri)
    {
        string own = $"\"Uri\":\"{uri}\",\"Ts\":\"9999999999\"";
        string[] before = ["", "{", "{" + own + ",", "{" + own + ",\"x\":\"", "{" + own + ",\"x\":\"\\", "{" + own + ",\"x\":", "{" + own + ",\"x\":[", "{" + own + ",\"x\":{"];
        string[] after = ["", "}", "]}", "," + own + "}", own + "}", "\"," + own + "}", "\"}", "\",\"x\":\"\"," + own + "}",
            // These texts complete a base64 value that is cut in the middle.
            "A\"," + own + "}", "AA\"," + own + "}", "AAA\"," + own + "}", "=\"," + own + "}", "==\"," + own + "}"];
        for (int from = 0; from < recorded.Length; from++)
        {
            for (int to = from + 1; to <= recorded.Length; to++)
            {
                foreach (string b in before)
                {
                    foreach (string a in after)
                    {
                        yield return [.. b.Length == 0 ? [] : Own(b), .. recorded[from..to], .. a.Length == 0 ? [] : Own(a)];
                    }
                }
            }
        }
    }

    /// <summary>The header blocks of a request that creates a unit config, recorded from the network.</summary>
    private async Task<byte[][]> RecordAsync(string password)
    {
        await using var tap = new WireTap(cluster.Agents[0].Uri.Port);
        using (ObConnection connection = await ObConnection.ConnectAsync(new ConnectOptions
        {
            Server = ["127.0.0.1:" + tap.Port],
            Password = SecretText.Protect(password),
        }))
        {
            await new ObshellClient(connection).Units.CreateAsync(new UnitConfigSpec { Name = "u9", MaxCpu = 2, MemorySize = "2G" });
        }

        string wire = string.Concat(tap.Sent.Select(Encoding.ASCII.GetString));
        string request = wire[wire.IndexOf("POST ", StringComparison.Ordinal)..];
        const string Name = "X-OCS-Header: ";
        int at = request.IndexOf(Name, StringComparison.OrdinalIgnoreCase) + Name.Length;
        return [.. Convert.FromBase64String(request[at..request.IndexOf('\r', at)]).Chunk(128)];
    }

    /// <summary>New blocks, encrypted with the public key.</summary>
    private IEnumerable<byte[]> Own(string text)
    {
        using var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(Convert.FromBase64String(cluster.Agents[0].PublicKey), out _);
        return [.. Encoding.UTF8.GetBytes(text).Chunk(117).Select(b => rsa.Encrypt(b, RSAEncryptionPadding.Pkcs1))];
    }

    private string Encrypt(string body)
    {
        using var aes = Aes.Create();
        aes.Key = keys[..16];
        return Convert.ToBase64String(aes.EncryptCbc(Encoding.UTF8.GetBytes(body), keys[16..]));
    }

    private async Task<int> AskAsync(HttpMethod method, string path, IEnumerable<byte[]> blocks, string? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(cluster.Agents[0].Uri, path));
        request.Headers.TryAddWithoutValidation("X-OCS-Header", Convert.ToBase64String([.. blocks.SelectMany(b => b)]));
        request.Content = body is null ? null : new StringContent(body);
        using HttpResponseMessage answer = await attacker.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
