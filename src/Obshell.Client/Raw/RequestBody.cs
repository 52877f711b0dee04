using System.Collections;
using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client.Raw;

/// <summary>
/// Makes the JSON of a raw request from plain .NET values: dictionaries, lists, text, numbers, times, secrets. Only this class turns
/// secrets into plain text. It registers them for masking, so they are never shown.
/// </summary>
internal sealed class RequestBody
{
    public const int MaxDepth = 32;

    private readonly Redactor redactor;

    private RequestBody(Redactor redactor) => this.redactor = redactor;

    /// <returns>UTF-8; null when there is no body. The caller clears it.</returns>
    /// <exception cref="ObshellInputException">
    /// The value cannot be written as one JSON object. The message contains the member's name, but not its value.
    /// </exception>
    public static byte[]? Create(object? body, Redactor redactor) => body switch
    {
        null => null,
        string text => FromText(text, redactor),
        IDictionary map => new RequestBody(redactor).FromMap(map),
        _ => throw Fault("BodyNotAnObject", "", RawTexts.FormatBodyType(body.GetType().Name)),
    };

    private byte[] FromMap(IDictionary map)
    {
        using var buffer = new ClearedBuffer();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = MaxDepth + 2 }))
        {
            WriteMap(writer, map, "", 1);
        }

        return buffer.ToArray();
    }

    /// <summary>
    /// Checks JSON text before it is sent, because an agent reports only "EOF" for a text that is not an object (PROTOCOL 1.2).
    /// </summary>
    private static byte[] FromText(string text, Redactor redactor)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Fault("BodyNotAnObject", "", NotAnObject(document.RootElement.ValueKind));
            }

            Remember(document.RootElement, "", isSecret: false, redactor);
            return Encoding.UTF8.GetBytes(text);
        }
        catch (InvalidOperationException)
        {
            throw Fault("InvalidValue", "", RawTexts.HalfCharacter);
        }
        catch (JsonException e)
        {
            // The message of the exception is not used, because it quotes the text.
            throw Fault("InvalidJson", "", RawTexts.FormatJsonNotValid(MaxDepth, (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1));
        }
    }

    private static void Remember(JsonElement element, string place, bool isSecret, Redactor redactor)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Remember(item, Item(place, index++), isSecret, redactor);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Remember(property.Value, Member(place, property.Name), isSecret || SecretMembers.Contains(property.Name), redactor);
                }

                break;
            case JsonValueKind.String:
                Remember(element.GetString()!, place, isSecret, redactor);
                break;
        }
    }

    private static void Remember(string text, string place, bool isSecret, Redactor redactor)
    {
        if (isSecret)
        {
            using SecureString kept = SecretText.Protect(text);
            redactor.Remember(kept);
        }
        else if (text.IndexOf("://", StringComparison.Ordinal) > 0)
        {
            Remember(new StorageUri(text), place, redactor);
        }
    }

    /// <summary>
    /// Registers the URI's keys for masking. Also checks the URI, because the agent writes it into a shell command (trap 4).
    /// </summary>
    private static void Remember(StorageUri uri, string place, Redactor redactor)
    {
        uri.RememberSecrets(redactor);
        if (uri.Scheme is "file" or "oss" or "cos" or "s3" && uri.FindFault() is { } fault)
        {
            throw Fault("InvalidStorageUri", place, fault);
        }
    }

    private static string Member(string place, string name) => place.Length == 0 ? name : place + "." + name;

    private static string Item(string place, int index) => place + "[" + index.ToString(CultureInfo.InvariantCulture) + "]";

    private void WriteMap(Utf8JsonWriter writer, IDictionary map, string place, int depth)
    {
        CheckDepth(place, depth);
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            string name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "";
            writer.WritePropertyName(name);
            WriteValue(writer, entry.Value, Member(place, name), depth + 1, SecretMembers.Contains(name));
        }

        writer.WriteEndObject();
    }

    private void WriteValue(Utf8JsonWriter writer, object? value, string place, int depth, bool isSecret)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                Remember(text, place, isSecret, redactor);
                WriteText(writer, text, place);
                break;
            case char c:
                WriteText(writer, c.ToString(), place);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case SecureString secret:
                redactor.Remember(secret);
                CheckCharacters(secret, place);
                JsonText.Use(secret, (literal, length) => writer.WriteRawValue(literal.AsSpan(0, length), skipInputValidation: true));
                break;
            case StorageUri uri:
                Remember(uri, place, redactor);
                WriteText(writer, uri.Reveal(), place);
                break;
            case RestorePoint point:
                writer.WriteNumberValue(point.Scn);
                break;
            case Enum name:
                writer.WriteStringValue(name.ToString());
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case ulong number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case float or double:
                WriteFloat(writer, Convert.ToDouble(value, CultureInfo.InvariantCulture), value, place);
                break;
            case System.Numerics.BigInteger number:
                writer.WriteRawValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset instant:
                writer.WriteStringValue(instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));
                break;
            case DateTime { Kind: DateTimeKind.Unspecified }:
                throw Fault("InvalidTimestamp", place, RawTexts.DateTimeUnspecified);
            case DateTime time:
                writer.WriteStringValue(new DateTimeOffset(time).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));
                break;
            case Guid or Uri or Version:
                WriteText(writer, value.ToString()!, place);
                break;
            case IDictionary map:
                WriteMap(writer, map, place, depth);
                break;
            case IEnumerable many:
                CheckDepth(place, depth);
                writer.WriteStartArray();
                int index = 0;
                foreach (object? item in many)
                {
                    WriteValue(writer, item, Item(place, index++), depth + 1, isSecret);
                }

                writer.WriteEndArray();
                break;
            default:
                throw Fault(
                    "BodyNotSerializable", place,
                    RawTexts.FormatTypeNotSendable(value.GetType().Name));
        }
    }

    /// <summary>Half of a surrogate pair has no UTF-8 form: it would become another character without an error.</summary>
    private static void WriteText(Utf8JsonWriter writer, string text, string place)
    {
        CheckCharacters(text.AsSpan(), place);
        writer.WriteStringValue(text);
    }

    private static void CheckCharacters(SecureString secret, string place)
    {
        char[] chars = SecretText.ToChars(secret);
        try
        {
            CheckCharacters(chars.AsSpan(), place);
        }
        finally
        {
            PlainArray.Clear(chars);
        }
    }

    private static void CheckCharacters(ReadOnlySpan<char> text, string place)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                throw Fault("InvalidValue", place, RawTexts.FormatHalfCharacterAt(i + 1));
            }
        }
    }

    private static void WriteFloat(Utf8JsonWriter writer, double number, object given, string place)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            throw Fault("InvalidNumber", place, RawTexts.NumberNotInJson);
        }

        if (given is float single)
        {
            writer.WriteNumberValue(single);
        }
        else
        {
            writer.WriteNumberValue(number);
        }
    }

    private static void CheckDepth(string place, int depth)
    {
        if (depth > MaxDepth)
        {
            string shown = place.Length > 60 ? place.Substring(0, 60) + "..." : place;
            throw Fault("BodyTooDeep", shown, RawTexts.FormatBodyTooDeep(MaxDepth));
        }
    }

    private static string NotAnObject(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => RawTexts.JsonIsArray,
        JsonValueKind.String => RawTexts.JsonIsText,
        JsonValueKind.Number => RawTexts.JsonIsNumber,
        _ => RawTexts.JsonIsNotObject,
    };

    private static ObshellInputException Fault(string id, string place, string message) =>
        new(new InputFault(id, "Body", place.Length == 0 ? message : RawTexts.FormatPlace(place, message)));
}
