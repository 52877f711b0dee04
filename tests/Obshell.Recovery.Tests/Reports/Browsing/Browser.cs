using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ObshellPS.Tests;

namespace Obshell.Recovery.Tests.Reports.Browsing;

/// <summary>A headless Chromium, controlled by its debugging protocol over loopback.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Announcement = "DevTools listening on ";

    private static readonly string[] Names = OperatingSystem.IsWindows()
        ? ["chrome.exe", "msedge.exe"]
        : ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

    private readonly Process process;
    private readonly string folder;

    private Browser(Process process, string folder, Uri endpoint)
    {
        this.process = process;
        this.folder = folder;
        Endpoint = endpoint;
    }

    /// <summary>
    /// The reason to skip the tests, or null if there is a browser. On a CI machine with Linux a missing browser is a failure: see <see
    /// cref="StartAsync"/>.
    /// </summary>
    public static string? WhyNot => Find() is not null || (OperatingSystem.IsLinux() && TestVariables.IsCi)
        ? null
        : "No Chromium is installed (Debian: chromium-headless-shell; or name one in OBSHELLPS_BROWSER).";

    public Uri Endpoint { get; }

    public static async Task<Browser> StartAsync()
    {
        string program = Find() ?? throw new FileNotFoundException("No Chromium is installed, and CI must look at the reports.");
        string folder = Directory.CreateTempSubdirectory("browser").FullName;
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        string[] arguments =
        [
            "--headless", "--remote-debugging-port=0", "--user-data-dir=" + folder, "--hide-scrollbars", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking",
            "--disable-dev-shm-usage", "--force-device-scale-factor=1",
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // The sandbox does not start for root, and containers often run as root.
        if (OperatingSystem.IsLinux() && Environment.UserName == "root")
        {
            start.ArgumentList.Add("--no-sandbox");
        }

        var endpoint = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is null)
            {
                endpoint.TrySetException(new IOException("The browser ended before it listened."));
            }
            else if (e.Data.StartsWith(Announcement, StringComparison.Ordinal))
            {
                endpoint.TrySetResult(new Uri(e.Data[Announcement.Length..].Trim()));
            }
        };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        try
        {
            return new Browser(process, folder, await endpoint.Task.WaitAsync(TimeSpan.FromSeconds(60)));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A process of the browser still uses a file. The file is in the temporary folder.
        }
    }

    private static string? Find()
    {
        if (TestVariables.Browser is { } given)
        {
            return given;
        }

        IEnumerable<string> folders = TestVariables.SearchPath.Split(Path.PathSeparator).Where(f => f.Length > 0);
        if (OperatingSystem.IsWindows())
        {
            folders = folders.Concat(new[] { Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86 }
                .SelectMany(f => new[] { @"Google\Chrome\Application", @"Microsoft\Edge\Application" }.Select(s => Path.Combine(Environment.GetFolderPath(f), s))));
        }

        return Names.SelectMany(n => folders.Select(f => Path.Combine(f, n))).FirstOrDefault(File.Exists);
    }
}
