using System.Text;
using System.Text.Json;
using Obshell.Client.Errors;
using Obshell.Client.Http;
using Obshell.Client.Secrets;
using Obshell.Client.Time;

namespace Obshell.Client.Json;

/// <summary>
/// Reads the envelope of PROTOCOL 1.3 and 1.4 in one pass over the UTF-8 bytes. <c>data</c> is not decoded here. Later, the code for the
/// type of <c>data</c> decodes it. An answer without an envelope gives an error that contains the HTTP status and the first bytes of the
/// answer (trap 26).
/// </summary>
internal static class EnvelopeReader
{
    private const int QuotedBytes = 160;
    private const int MaxTraceId = 64;
    private const int MaxErrorCode = 128;
    private const int MaxMessage = 16 * 1024;

    /// <summary>
    /// Limits the memory for the decoded answer: a value of two bytes may become an object of a hundred bytes. 10,000 DAGs without details
    /// have 260,000 tokens.
    /// </summary>
    public const int MaxTokens = 2_000_000;

    /// <exception cref="ObshellApiException">The agent reported an error.</exception>
    /// <exception cref="ObshellProtocolException">The answer does not come from an agent.</exception>
    /// <exception cref="TimeoutException">The time limit of the whole answer was reached.</exception>
    public static Answer Read(RawAnswer raw, Redactor redactor, MaskingTime? time = null)
    {
        if (raw.Status == 204)
        {
            return new Answer(raw.Status, default, null, raw.TraceId, raw.Agent);
        }

        Fields fields;
        try
        {
            fields = Parse(raw.Body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The reader throws an InvalidOperationException for half of a surrogate pair, in values and in names. The exception is not
            // kept as the cause, because its message quotes the whole rest of the answer, which may be large and may contain secrets.
            throw NotAnEnvelope(raw, redactor);
        }

        if (fields.IsTooComplex)
        {
            throw new ObshellProtocolException(
                "AnswerTooLarge", AnswerTexts.FormatTooManyValues(raw.Agent, MaxTokens), raw.Status, raw.Agent)
            { TraceId = raw.TraceId };
        }

        // Usually the agent returns the client's own id, which contains no secret.
        string traceId = fields.TraceId != raw.TraceId && IsPlain(fields.TraceId, MaxTraceId) ? redactor.Clean(fields.TraceId) : raw.TraceId;
        if (fields.Successful is not { } successful)
        {
            throw NotAnEnvelope(raw, redactor);
        }

        if (!successful || raw.Status >= 400)
        {
            ApiError error = fields.Error is { } given ? Presentable(given, Clean(given, redactor, time)) : default;
            throw new ObshellApiException(error, raw.Status, traceId, raw.Agent)
            {
                RetryAfter = raw.RetryAfter,
            };
        }

        try
        {
            return new Answer(raw.Status, RedactedJson.Clean(fields.Data, redactor, time), fields.Timestamp, traceId, raw.Agent) { Time = time };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ObshellProtocolException(
                "UnexpectedAnswer", AnswerTexts.FormatNotUnicode(raw.Agent), raw.Status, raw.Agent)
            { TraceId = raw.TraceId };
        }
    }

    private static ApiError Clean(ApiError error, Redactor redactor, MaskingTime? time)
    {
        using SecretPatterns patterns = redactor.Open(time);
        return error with
        {
            ErrCode = error.ErrCode is null ? null : patterns.CleanCode(error.ErrCode),
            Message = error.Message is null ? null : patterns.Clean(error.Message),
        };
    }

    private static Fields Parse(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        var fields = default(Fields);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("successful"u8))
            {
                reader.Read();
                fields.Successful = reader.TokenType switch
                {
                    JsonTokenType.True => true,
                    JsonTokenType.False => false,
                    _ => null,
                };
                reader.Skip();
            }
            else if (reader.ValueTextEquals("timestamp"u8))
            {
                reader.Read();
                fields.Timestamp = AgentTimeText.Parse(TextOf(ref reader));
            }
            else if (reader.ValueTextEquals("traceId"u8))
            {
                reader.Read();
                fields.TraceId = TextOf(ref reader);
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                int start = (int)reader.TokenStartIndex;
                bool isNull = reader.TokenType == JsonTokenType.Null;
                fields.IsTooComplex = !SkipUpTo(ref reader, MaxTokens);
                if (fields.IsTooComplex)
                {
                    return fields with { Successful = true };
                }

                fields.Data = isNull ? default : body.AsMemory(start, (int)reader.BytesConsumed - start);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                fields.Error = ErrorOf(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        if (reader.TokenType != JsonTokenType.EndObject || reader.Read())
        {
            // The JSON object does not end at the end of the answer.
            throw new JsonException();
        }

        return fields;
    }

    /// <summary>Skips the current value and counts its tokens.</summary>
    /// <returns>False when the value has more tokens than the maximum.</returns>
    private static bool SkipUpTo(ref Utf8JsonReader reader, int max)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return true;
        }

        int depth = reader.CurrentDepth;
        for (int tokens = 1; reader.Read(); tokens++)
        {
            if (tokens > max)
            {
                return false;
            }

            if (reader.CurrentDepth == depth)
            {
                return true;
            }
        }

        return true;
    }

    /// <summary>
    /// Makes the agent's error safe to show. A code that is not a plain word is left out. A long message is cut, and its control characters
    /// are removed, because they could control a terminal.
    /// </summary>
    private static ApiError Presentable(ApiError given, ApiError clean)
    {
        // The check uses the original code, because the cleaned code may contain the client's mask.
        bool isCode = IsPlain(given.ErrCode, MaxErrorCode) && char.IsLetter(given.ErrCode![0]);
        string message = clean.Message ?? "";
        if (message.Length > MaxMessage)
        {
            message = message.Substring(0, MaxMessage) + "...";
        }

        if (message.Any(IsSteering))
        {
            message = new string([.. message.Select(c => IsSteering(c) ? ' ' : c)]);
        }

        return clean with { ErrCode = isCode ? clean.ErrCode : null, Message = message };
    }

    private static bool IsSteering(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');

    /// <summary>Whether the text contains only letters, digits, dots, dashes and underscores, as codes and ids do.</summary>
    private static bool IsPlain(string? text, int max) =>
        !string.IsNullOrEmpty(text) && text!.Length <= max
        && text.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_');

    private static ApiError? ErrorOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var error = default(ApiError);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("code"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int code))
                {
                    error = error with { Code = code };
                }

                reader.Skip();
            }
            else if (reader.ValueTextEquals("errCode"u8))
            {
                reader.Read();
                error = error with { ErrCode = TextOf(ref reader) };
            }
            else if (reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                error = error with { Message = TextOf(ref reader) };
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return error;
    }

    /// <summary>Returns the current value if it is text, otherwise null; it skips the value in both cases.</summary>
    private static string? TextOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        return reader.GetString();
    }

    private static ObshellProtocolException NotAnEnvelope(RawAnswer raw, Redactor redactor)
    {
        string quoted = FirstBytes(raw.Body, redactor);
        if (raw.Status is 502 or 503 or 504 or 429)
        {
            return new ObshellProtocolException(
                "GatewayError",
                AnswerTexts.FormatGateway(raw.Agent, raw.Status, quoted),
                raw.Status, raw.Agent, transient: true)
            { RetryAfter = raw.RetryAfter, TraceId = raw.TraceId };
        }

        // A redirect is never followed. The encrypted header is valid only for the original address (traps 27, 28), and another host would
        // get the header.
        if (raw.Status is >= 300 and < 400)
        {
            return new ObshellProtocolException(
                "RedirectRefused",
                AnswerTexts.FormatRedirect(raw.Agent, raw.Status),
                raw.Status, raw.Agent)
            { TraceId = raw.TraceId };
        }

        if (raw.Body.Length == 0)
        {
            return new ObshellProtocolException(
                "EmptyAnswer",
                AnswerTexts.FormatEmptyBody(raw.Agent, raw.Status),
                raw.Status, raw.Agent, transient: true)
            { TraceId = raw.TraceId };
        }

        // An answer that begins with '{' was probably cut off, for example because the agent stopped. This error may be temporary. Any
        // other answer does not come from an agent, and the error is permanent.
        bool cutOff = raw.Body[0] == (byte)'{';
        return new ObshellProtocolException(
            cutOff ? "MalformedAnswer" : "NotAnObshellAgent",
            cutOff
                ? AnswerTexts.FormatIncomplete(raw.Agent, raw.Status, quoted)
                : AnswerTexts.FormatNotAnAgent(raw.Agent, raw.Status, quoted),
            raw.Status, raw.Agent, transient: cutOff)
        { TraceId = raw.TraceId };
    }

    private static string FirstBytes(byte[] body, Redactor redactor)
    {
        string text = redactor.CleanStart(Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, QuotedBytes + Redactor.MaxSecret)), QuotedBytes);
        var clean = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            clean.Append(char.IsControl(c) ? ' ' : c);
        }

        return body.Length > QuotedBytes ? clean.Append("...").ToString() : clean.ToString();
    }

    private struct Fields
    {
        public bool? Successful;
        public DateTimeOffset? Timestamp;
        public string? TraceId;
        public ReadOnlyMemory<byte> Data;
        public ApiError? Error;
        public bool IsTooComplex;
    }
}
