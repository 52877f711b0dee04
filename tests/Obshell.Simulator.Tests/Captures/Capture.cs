using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;

namespace Obshell.Simulator.Tests;

/// <summary>A recorded request to a real agent with its answer (PROTOCOL 11).</summary>
public sealed class Capture
{
    private static readonly string _root = Path.Combine(AppContext.BaseDirectory, "captures");

    private Capture(string name)
    {
        Name = name;
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(_root, name + ".json")))!;
        Request = json["request"]!.AsObject();
        Response = json["response"]!.AsObject();
    }

    public string Name { get; }

    public JsonObject Request { get; }

    public JsonObject Response { get; }

    public static Capture Load(string name) => new(name);

    /// <summary>The names of all recordings, as <c>folder/file</c> without the file extension.</summary>
    public static IEnumerable<string> All => Directory.EnumerateFiles(_root, "*.json", SearchOption.AllDirectories)
        .Select(f => Path.ChangeExtension(Path.GetRelativePath(_root, f), null).Replace('\\', '/')).Order(StringComparer.Ordinal);
}
