using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Obshell.Client.Dags;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Restores;
using Obshell.Client.Secrets;

namespace Obshell.Client.Tests.Captures;

/// <summary>One recorded exchange with a real agent 4.5.0.0 (tests/fixtures/captures).</summary>
internal sealed class Capture
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "captures");
    private readonly JsonObject response;

    private Capture(JsonObject file) => response = file["response"]!.AsObject();

    public static IEnumerable<string> All => Directory.EnumerateFiles(Root, "*.json", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public static Capture Load(string name) => new(JsonNode.Parse(File.ReadAllText(Path.Combine(Root, name)))!.AsObject());

    public int Status => int.Parse(response["statusLine"]!.GetValue<string>().Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    public string BodyText => response["body"] is JsonValue text && text.GetValueKind() == JsonValueKind.String
        ? text.GetValue<string>()
        : response["body"]!.ToJsonString();

    public RawAnswer Raw => new(Status, Encoding.UTF8.GetBytes(BodyText), null, "sent-trace", "agent:2886");

    public Answer Open() => EnvelopeReader.Read(Raw, new Redactor());

    public AgentDag Dag() => AnswerData.Read(Open(), DagJson.Default.AgentDag);

    public RestoreOverview Overview() => AnswerData.Read(Open(), RestoreJson.Default.RestoreOverview);

    public RestoreOverview[] Jobs() => AnswerData.ReadContents(Open(), RestoreJson.Default.ContentsRestoreOverview);
}
