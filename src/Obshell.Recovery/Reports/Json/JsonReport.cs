using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Obshell.Recovery.Reports.Facts;

namespace Obshell.Recovery.Reports.Json;

/// <summary>
/// The report as JSON, for programs. Serialization uses reflection: generated code for these types would be larger than the code of all
/// other formats together, and reports are not written often.
/// </summary>
internal static class JsonReport
{
    // The default encoder also escapes <, > and &, so that the JSON can be put into an HTML page.
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new DisplayTextConverter(), new UtcConverter(), new SecondsConverter(), new RateConverter(), new JsonStringEnumConverter() },
    };

    public static void Write(Report report, TextWriter output, CancellationToken stop)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(new JsonReportRoot(report, stop), Options);

        // The serializer uses the line ends of the system, but the report always uses LF. A CR inside a text is escaped, so this step does
        // not remove it.
        output.Write(Encoding.UTF8.GetString(bytes).Replace("\r", ""));
        output.Write('\n');
    }
}
