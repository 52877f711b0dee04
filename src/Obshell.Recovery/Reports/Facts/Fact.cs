using System.Text.Json.Serialization;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>A figure or a setting with its name.</summary>
/// <param name="Label">Our own word for it.</param>
/// <param name="Value">What it is.</param>
internal sealed record Fact([property: JsonPropertyName("name")] string Label, DisplayText Value);
