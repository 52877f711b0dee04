namespace Obshell.Client.Http;

/// <summary>An HTTP answer as it came. <see cref="TraceId"/> is the id that the request carried.</summary>
internal readonly record struct RawAnswer(int Status, byte[] Body, TimeSpan? RetryAfter, string TraceId, string Agent);
