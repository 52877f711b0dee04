using System.Text.Json;
using System.Text.Json.Serialization;
using Obshell.Client.Time;

namespace Obshell.Client.Json;

/// <summary>
/// Reads times of DAGs. A text that is not a time, or that means "none", becomes null. So the rest of the answer can still be read (trap
/// 7).
/// </summary>
internal sealed class AgentTimeConverter : JsonConverter<DateTimeOffset?>
{
    public override bool HandleNull => true;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return AgentTimeText.Parse(reader.GetString());
        }

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}
