using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Obshell.Recovery.Tests.Reports.Browsing;

/// <summary>
/// A browser tab. It opens a file, changes the view, evaluates expressions, and records messages and requests of the page.
/// </summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> open = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task reading = Task.CompletedTask;
    private string session = "";
    private int last;

    /// <summary>Console messages, script errors, and violations of the content security policy.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>All requests of the page except the file itself.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<BrowserPage> OpenAsync(Browser browser)
    {
        var page = new BrowserPage();
        await page.socket.ConnectAsync(browser.Endpoint, page.stop.Token).WaitAsync(Limit);
        page.reading = page.ReadAsync();
        JsonNode target = await page.SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        JsonNode attached = await page.SendAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true });
        page.session = attached["sessionId"]!.GetValue<string>();
        foreach (string domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            await page.SendAsync(domain + ".enable");
        }

        return page;
    }

    public async Task LoadAsync(string file)
    {
        loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync("Page.navigate", new JsonObject { ["url"] = new Uri(file).AbsoluteUri });
        await loaded.Task.WaitAsync(Limit);
    }

    /// <param name="width">Width in CSS pixels.</param>
    /// <param name="isDark">True for the dark colour scheme.</param>
    /// <param name="isPrint">True for the print view.</param>
    public async Task ViewAsync(int width, bool isDark = false, bool isPrint = false)
    {
        await SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        await SendAsync("Emulation.setEmulatedMedia", new JsonObject
        {
            ["media"] = isPrint ? "print" : "screen",
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" }),
        });
    }

    /// <summary>The value of an expression.</summary>
    public async Task<JsonNode?> AskAsync(string expression)
    {
        JsonNode answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true });
        return answer["exceptionDetails"] is { } fault ? throw new InvalidOperationException(fault.ToJsonString()) : answer["result"]!["value"];
    }

    public async Task PictureAsync(string file, int height, string? at = null)
    {
        double top = at is null ? 0 : (await AskAsync($"document.querySelector('{at}').getBoundingClientRect().top + scrollY"))!.GetValue<double>();
        double width = (await AskAsync("document.documentElement.clientWidth"))!.GetValue<double>();
        JsonNode picture = await SendAsync("Page.captureScreenshot", new JsonObject
        {
            ["format"] = "png",
            ["captureBeyondViewport"] = true,
            ["clip"] = new JsonObject { ["x"] = 0, ["y"] = top, ["width"] = width, ["height"] = height, ["scale"] = 1 },
        });
        await File.WriteAllBytesAsync(file, Convert.FromBase64String(picture["data"]!.GetValue<string>()));
    }

    public async Task<byte[]> PrintAsync()
    {
        JsonNode paper = await SendAsync("Page.printToPDF", new JsonObject { ["printBackground"] = true, ["paperWidth"] = 8.27, ["paperHeight"] = 11.69, ["preferCSSPageSize"] = true });
        return Convert.FromBase64String(paper["data"]!.GetValue<string>());
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        try
        {
            await reading;
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // It was stopped.
        }

        socket.Dispose();
        stop.Dispose();
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject? parameters = null)
    {
        int id = Interlocked.Increment(ref last);
        var answer = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        open[id] = answer;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session.Length > 0)
        {
            message["sessionId"] = session;
        }

        await sending.WaitAsync(stop.Token);
        try
        {
            await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, stop.Token);
        }
        finally
        {
            sending.Release();
        }

        return await answer.Task.WaitAsync(Limit);
    }

    private async Task ReadAsync()
    {
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            using var text = new MemoryStream();
            WebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer, stop.Token);
                text.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            JsonNode message = JsonNode.Parse(text.ToArray())!;
            if (message["id"] is { } id)
            {
                if (open.TryRemove(id.GetValue<int>(), out TaskCompletionSource<JsonNode>? waiting))
                {
                    if (message["error"] is { } fault)
                    {
                        waiting.TrySetException(new InvalidOperationException(fault.ToJsonString()));
                    }
                    else
                    {
                        waiting.TrySetResult(message["result"]!);
                    }
                }
            }
            else
            {
                Note(message["method"]!.GetValue<string>(), message["params"]!);
            }
        }
    }

    private void Note(string happening, JsonNode details)
    {
        switch (happening)
        {
            case "Page.loadEventFired":
                loaded.TrySetResult();
                break;
            case "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded":
                Complaints.Enqueue(details.ToJsonString());
                break;
            case "Network.requestWillBeSent":
                Requests.Enqueue(details["request"]!["url"]!.GetValue<string>());
                break;
        }
    }
}
