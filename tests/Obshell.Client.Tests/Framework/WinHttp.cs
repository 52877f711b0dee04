using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Obshell.Client.Tests.Framework;

/// <summary>
/// Sends a GET with a body over WinHTTP with the build for .NET Framework. The process WinHttpRelay loads the module's files and sends the
/// request.
/// </summary>
public sealed class WinHttp : IAsyncLifetime
{
    private readonly SemaphoreSlim turn = new(1);
    private Process? process;

    public Task InitializeAsync()
    {
        if (Wine.WhyNot is null)
        {
            process = Process.Start(new ProcessStartInfo(Wine.Program[0], Wine.Program.Skip(1).Append(CheckedProgram.StagedModule))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }

        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        // The process ends when its standard input is closed. On Wine it runs inside another process, so a kill must end the whole tree.
        process?.StandardInput.Close();
        if (process?.WaitForExit(TimeSpan.FromSeconds(20)) == false)
        {
            process.Kill(entireProcessTree: true);
        }

        process?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>A handler for a client. It sends each GET with a body over WinHTTP, and all other requests normally.</summary>
    internal HttpMessageHandler AsHandler() => new Handler(this);

    /// <summary>Sends a request and returns the result.</summary>
    /// <returns>Status and body in base64, or error id, MayHaveRun, certificate faults and message.</returns>
    internal async Task<string[]> AskAsync(Uri target, string headerName = "", string header = "", string body = "BODY", double seconds = 10, string authority = "")
    {
        await turn.WaitAsync();
        try
        {
            await process!.StandardInput.WriteLineAsync(string.Join('\t', target.AbsoluteUri, headerName, header, body, FormattableString.Invariant($"{seconds}"), authority));
            string? line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
            string[] answer = (line ?? throw new IOException("The program ended: " + await process.StandardError.ReadToEndAsync())).Split('\t');
            return answer.Length == 4 ? [.. answer[..3], Encoding.UTF8.GetString(Convert.FromBase64String(answer[3]))] : answer;
        }
        finally
        {
            turn.Release();
        }
    }

    private sealed class Handler(WinHttp winHttp) : DelegatingHandler(new HttpClientHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method != HttpMethod.Get || request.Content is null)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            var login = request.Headers.Single(h => h.Key.StartsWith("X-OCS", StringComparison.OrdinalIgnoreCase));
            string[] answer = await winHttp.AskAsync(request.RequestUri!, login.Key, login.Value.Single(), await request.Content.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage((HttpStatusCode)int.Parse(answer[0], CultureInfo.InvariantCulture)) { Content = new ByteArrayContent(Convert.FromBase64String(answer[1])) };
        }
    }
}
