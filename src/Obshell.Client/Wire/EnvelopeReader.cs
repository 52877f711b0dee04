using System;
using System.Text;
using System.Text.Json;
using Obshell.Client.Redaction;

namespace Obshell.Client.Wire;

/// <summary>
/// Opens the envelope of PROTOCOL 1.3 and 1.4 in one pass over the UTF-8 bytes; <c>data</c> is only measured here and
/// decoded by whoever knows its type. Whatever is not such an envelope becomes a typed error that quotes status and
/// first bytes (trap 26).
/// </summary>
internal static class EnvelopeReader
{
    private const int QuotedBytes = 160;

    /// <exception cref="ObshellApiException">The agent reported an error.</exception>
    /// <exception cref="ObshellProtocolException">Not an agent's answer.</exception>
    public static Answer Read(RawAnswer raw, Redactor redactor)
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
        catch (JsonException e)
        {
            throw NotAnEnvelope(raw, redactor, e);
        }

        string traceId = string.IsNullOrEmpty(fields.TraceId) ? raw.TraceId : redactor.Clean(fields.TraceId);
        if (fields.Successful is not { } successful)
        {
            throw NotAnEnvelope(raw, redactor, null);
        }

        if (!successful || raw.Status >= 400)
        {
            ApiError error = fields.Error is { } given ? Clean(given, redactor) : default;
            throw new ObshellApiException(error, raw.Status, traceId, raw.Agent)
            {
                RetryAfter = raw.RetryAfter,
                AgentTime = fields.Timestamp,
            };
        }

        try
        {
            return new Answer(raw.Status, RedactedJson.Clean(fields.Data, redactor), fields.Timestamp, traceId, raw.Agent);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ObshellProtocolException(
                "UnexpectedAnswer", $"{raw.Agent} answered with text that is not Unicode.", raw.Status, raw.Agent) { TraceId = raw.TraceId };
        }
    }

    private static ApiError Clean(ApiError error, Redactor redactor)
    {
        using SecretNeedles needles = redactor.Open();
        return error with
        {
            ErrCode = error.ErrCode is null ? null : needles.CleanCode(error.ErrCode),
            Message = error.Message is null ? null : needles.Clean(error.Message),
        };
    }

    private static Fields Parse(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Not a JSON object.");
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
                fields.Timestamp = reader.TokenType == JsonTokenType.String ? AgentTimeText.Parse(reader.GetString()) : null;
                reader.Skip();
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
                reader.Skip();
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
            throw new JsonException("The JSON object does not end where the answer ends.");
        }

        return fields;
    }

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

    /// <summary>The current value if it is text, else null; steps over it either way.</summary>
    private static string? TextOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException e)
        {
            // What GetString says about bytes that are no UTF-8 and about lone surrogates.
            throw new JsonException("The answer holds text that is not Unicode.", e);
        }
    }

    private static ObshellProtocolException NotAnEnvelope(RawAnswer raw, Redactor redactor, JsonException? inner)
    {
        string quoted = FirstBytes(raw.Body, redactor);
        Exception? cause = redactor.CauseOrNull(inner);
        if (raw.Status is 502 or 503 or 504 or 429)
        {
            return new ObshellProtocolException(
                "GatewayError",
                $"{raw.Agent} answered HTTP {raw.Status}: a proxy or load balancer, not the agent. It began: {quoted}",
                raw.Status, raw.Agent, transient: true, cause) { RetryAfter = raw.RetryAfter, TraceId = raw.TraceId };
        }

        // A redirect is never followed: the address is part of the encrypted header (traps 27, 28), and another host would get it.
        if (raw.Status is >= 300 and < 400)
        {
            return new ObshellProtocolException(
                "RedirectRefused",
                $"{raw.Agent} answered HTTP {raw.Status}, a redirect. Redirects are not followed: name the agent's own address.",
                raw.Status, raw.Agent) { TraceId = raw.TraceId };
        }

        if (raw.Body.Length == 0)
        {
            return new ObshellProtocolException(
                "EmptyAnswer",
                $"{raw.Agent} answered HTTP {raw.Status} with an empty body.",
                raw.Status, raw.Agent, transient: true, cause) { TraceId = raw.TraceId };
        }

        // Cut off in mid-object: the agent died while it wrote. A page that never was JSON will not become one.
        bool cutOff = raw.Body[0] == (byte)'{';
        return new ObshellProtocolException(
            cutOff ? "MalformedAnswer" : "NotAnObshellAgent",
            cutOff
                ? $"The answer of {raw.Agent} (HTTP {raw.Status}) is not the JSON of an obshell agent, or is cut off. It began: {quoted}"
                : $"{raw.Agent} (HTTP {raw.Status}) does not answer like an obshell agent. It began: {quoted}",
            raw.Status, raw.Agent, transient: cutOff, cause) { TraceId = raw.TraceId };
    }

    private static string FirstBytes(byte[] body, Redactor redactor)
    {
        string text = redactor.CleanStart(Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, QuotedBytes + Redactor.LongestSecret)), QuotedBytes);
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
    }
}
