using System.Globalization;
using Obshell.Client.Raw;

namespace Obshell.Client;

/// <summary>The answer to a raw request (<see cref="RawApi.InvokeAsync"/>), with secrets removed.</summary>
public sealed class ApiResult : AgentResult
{
    internal ApiResult(int httpStatus, string json, object? data, string agent, string traceId)
        : base(agent, traceId)
    {
        HttpStatus = httpStatus;
        Json = json;
        Data = data;
    }

    /// <summary>The HTTP status: 200, or 204 when there was nothing to do.</summary>
    public int HttpStatus { get; }

    /// <summary>The JSON of <c>data</c>, with numbers as the agent wrote them; empty without data.</summary>
    public string Json { get; }

    /// <summary><c>data</c> as text, bool, long, decimal, double, list or dictionary; null without data. Times stay text.</summary>
    public object? Data { get; }

    /// <inheritdoc/>
    public override string Outcome => "HTTP " + HttpStatus.ToString(CultureInfo.InvariantCulture);
}
