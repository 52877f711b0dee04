using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;

namespace ObshellPS.Tests.Secrets;

/// <summary>
/// A proxy between module and simulator. It forwards all requests and adds secrets to the answers in every place where an agent could write
/// them. It does not change values that the commands need.
/// </summary>
public sealed class EchoingAgent : IAsyncDisposable
{
    /// <summary>Keys whose values are not changed: names, states, ids and times.</summary>
    private static readonly string[] Load =
    [
        "id", "dag_id", "name", "state", "operator", "status", "maintenance_key", "start_time", "end_time", "create_time", "created_time", "modify_time",
        "ip", "port", "identity", "version", "obVersion", "supportedAuth", "public_key", "zone", "tenant_name", "restore_tenant_name", "region_name",
        "idc_name", "primary_zone", "locality", "mode", "in_recyclebin", "start_timestamp", "finish_timestamp", "gmt_create", "backup_data_uri", "backup_log_uri",
        "unit_config_name", "cluster_name",
    ];

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly WebApplication app;
    private readonly SimulatedAgent agent;
    private readonly TaskCompletionSource hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private EchoingAgent(WebApplication app, SimulatedAgent agent)
    {
        this.app = app;
        this.agent = agent;
    }

    public enum Manner
    {
        /// <summary>Answers are not changed.</summary>
        Faithful,

        /// <summary>Secrets are added to every text that the commands do not need.</summary>
        Repeats,

        /// <summary>The answer is a database error that quotes the secrets.</summary>
        Refuses,

        /// <summary>The answer is an HTML page of a proxy that quotes the secrets.</summary>
        Page,

        /// <summary>The answer is not valid JSON and quotes the secrets.</summary>
        Garbled,

        /// <summary>There is no answer.</summary>
        Hangs,
    }

    public Manner Does { get; set; }

    /// <summary>The secrets that are added.</summary>
    public string[] Words { get; set; } = [];

    /// <summary>True if a secret is also split over two lines of a log.</summary>
    public bool BreaksLines { get; set; }

    public string Uri => app.Urls.First();

    /// <summary>Completes when a request waits for an answer.</summary>
    public Task Hung => hanging.Task;

    public static async Task<EchoingAgent> StartAsync(SimulatedAgent agent)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var echo = new EchoingAgent(builder.Build(), agent);
        echo.app.Run(echo.ServeAsync);
        await echo.app.StartAsync();
        return echo;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        // Routes that need no login are answered normally, so that a client can connect.
        bool isOpen = context.Request.Path.Value is "/api/v1/info" or "/api/v1/secret" or "/api/v1/time";
        switch (isOpen ? Manner.Faithful : Does)
        {
            case Manner.Hangs:
                hanging.TrySetResult();
                await Task.Delay(-1, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case Manner.Refuses:
                string refusal = new JsonObject
                {
                    ["successful"] = false,
                    ["timestamp"] = TestCalendar.Now.ToString("O"),
                    ["traceId"] = Words[0],
                    ["error"] = new JsonObject { ["errCode"] = "MySQL.Error", ["message"] = All, ["subErrors"] = new JsonArray(All), [Words[0]] = All },
                }.ToJsonString();
                await WriteAsync(context, 400, "application/json", refusal);
                return;
            case Manner.Page:
                await WriteAsync(context, 502, "text/html", $"<html><body><h1>502</h1>{string.Join("<br>", Words)}</body></html>");
                return;
            case Manner.Garbled:
                // The text starts like the literal "true", because JSON parsers quote an invalid literal in their error.
                await WriteAsync(context, 200, "application/json", "{\"successful\":true,\"data\":t" + All + "}");
                return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(agent.Uri, context.Request.Path + context.Request.QueryString.Value));
        foreach (string name in context.Request.Headers.Keys.Where(k => k.StartsWith("X-O", StringComparison.OrdinalIgnoreCase)))
        {
            request.Headers.TryAddWithoutValidation(name, (string?)context.Request.Headers[name]);
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body.ToArray());
        }

        using HttpResponseMessage answer = await http.SendAsync(request, context.RequestAborted);
        string text = await answer.Content.ReadAsStringAsync();
        if (Does == Manner.Repeats && !isOpen && text.Length > 0)
        {
            JsonNode envelope = JsonNode.Parse(text)!;
            Spread(envelope);
            text = envelope.ToJsonString();
        }

        await WriteAsync(context, (int)answer.StatusCode, "application/json", text);
    }

    private string All => string.Join(" | ", Words);

    private void Spread(JsonNode node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach ((string key, JsonNode? value) in map.ToArray())
                {
                    if (value is JsonValue text && text.TryGetValue(out string? was) && !Load.Contains(key))
                    {
                        map[key] = key is "traceId" ? Words[0] : key is "errCode" ? was : was + " " + All;
                    }
                    else if (value is not null && !Load.Contains(key))
                    {
                        Spread(value);
                    }
                }

                map["unknown_to_all"] = All;
                map["also " + Words[0]] = new JsonArray([.. Words.Select(w => (JsonNode)w)]);
                if (map.ContainsKey("additional_data"))
                {
                    map["additional_data"] = new JsonObject { ["words"] = All, ["key of " + Words[0]] = new JsonObject { ["deep"] = All } };
                }

                break;
            case JsonArray list:
                for (int i = 0; i < list.Count; i++)
                {
                    if (list[i] is JsonValue text && text.TryGetValue(out string? was))
                    {
                        list[i] = was + " " + All;
                    }
                    else if (list[i] is { } item)
                    {
                        Spread(item);
                    }
                }

                // Each secret is split into two lines of the log.
                if (BreaksLines && list.All(i => i is JsonValue))
                {
                    foreach (string word in Words)
                    {
                        list.Add((JsonNode)word[..(word.Length / 2)]);
                        list.Add((JsonNode)word[(word.Length / 2)..]);
                    }
                }

                break;
        }
    }

    private static async Task WriteAsync(HttpContext context, int status, string type, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        if (status != 204)
        {
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes);
        }
    }
}
