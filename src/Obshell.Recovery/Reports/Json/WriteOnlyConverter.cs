using System.Text.Json;
using System.Text.Json.Serialization;

namespace Obshell.Recovery.Reports.Json;

/// <summary>A converter that only writes: reports are never read.</summary>
internal abstract class WriteOnlyConverter<T> : JsonConverter<T>
{
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();
}
