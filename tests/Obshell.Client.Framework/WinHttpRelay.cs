using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Http;

namespace Obshell.Client.Framework;

/// <summary>
/// Sends requests from standard input with the transport of .NET Framework, and writes the answers. Each request and each answer is one
/// line with fields separated by tabs. A test in another process uses it to send requests over WinHTTP, on Windows or Wine.
/// </summary>
internal static class WinHttpRelay
{
    /// <summary>One transport for each agent and authority. Connections are kept, as in a session.</summary>
    private static readonly Dictionary<string, HttpTransport> Transports = [];

    public static async Task<int> RunAsync()
    {
        while (Console.In.ReadLine() is { } line)
        {
            Console.WriteLine(await AnswerAsync(line.Split('\t')).ConfigureAwait(false));
        }

        return 0;
    }

    /// <param name="request">Address, name and value of the login header, body, timeout in seconds, file of the authority. Empty fields are
    /// not used.</param>
    private static async Task<string> AnswerAsync(string[] request)
    {
        var target = new Uri(request[0]);
        try
        {
            RawAnswer answer = await TransportTo(target, request[5]).SendAsync(
                HttpMethod.Get, target, Given(request[1]), Given(request[2]), Given(request[3]), "trace", TimeSpan.FromSeconds(double.Parse(request[4], CultureInfo.InvariantCulture)), CancellationToken.None).ConfigureAwait(false);
            return $"{answer.Status}\t{Convert.ToBase64String(answer.Body)}";
        }
        catch (ObshellConnectionException e)
        {
            return $"{e.ErrorId}\t{e.MayHaveRun}\t{e.CertificateFaults}\t{Base64(e.Message)}";
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}\t\t\t{Base64(e.ToString())}";
        }
    }

    private static HttpTransport TransportTo(Uri target, string authority)
    {
        string key = target.Authority + ' ' + authority;
        if (!Transports.TryGetValue(key, out HttpTransport transport))
        {
            transport = new HttpTransport(
                ServerAddress.Parse(target.GetLeftPart(UriPartial.Authority), "Server"), new ConnectOptions { CertificateAuthority = Given(authority) });
            Transports.Add(key, transport);
        }

        return transport;
    }

    private static string? Given(string field) => field.Length > 0 ? field : null;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
