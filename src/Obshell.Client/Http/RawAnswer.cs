namespace Obshell.Client.Http;

/// <summary>An HTTP answer, unchanged. <see cref="TraceId"/> is the trace id of the request.</summary>
internal readonly record struct RawAnswer(int Status, byte[] Body, TimeSpan? RetryAfter, string TraceId, string Agent);
