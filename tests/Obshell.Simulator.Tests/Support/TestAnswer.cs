using System;
using System.Net.Http;
using System.Text.Json.Nodes;

namespace Obshell.Simulator.Tests;

/// <summary>An answer with its whole body.</summary>
public sealed record TestAnswer(string StatusLine, int Status, string? ContentType, string Text, HttpResponseMessage Message)
{
    public JsonObject Json => (JsonObject)JsonNode.Parse(Text)!;

    public JsonNode? Data => Json["data"];

    public JsonArray Contents => Data!["contents"]!.AsArray();

    public bool HasData => Json.ContainsKey("data");

    public string? ErrCode => (string?)Json["error"]?["errCode"];

    public int? Code => (int?)Json["error"]?["code"];

    public string? ErrorMessage => (string?)Json["error"]?["message"];

    public string TraceId => (string)Json["traceId"]!;

    public DateTimeOffset Timestamp => DateTimeOffset.Parse((string)Json["timestamp"]!, System.Globalization.CultureInfo.InvariantCulture);

    public override string ToString() => $"{StatusLine} {ContentType} {Text}";
}
