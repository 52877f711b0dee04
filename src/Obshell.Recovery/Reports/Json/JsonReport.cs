using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Obshell.Recovery.Reports.Facts;

namespace Obshell.Recovery.Reports.Json;

/// <summary>
/// The report for programs: it has the unchanged facts. It uses reflection: the source generator's code for these types is larger than all
/// other formats together, and a report is not written often.
/// </summary>
internal static class JsonReport
{
    // The default encoder also escapes <, > and &. So an HTML page can contain such a text.
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new DisplayTextConverter(), new UtcConverter(), new SecondsConverter(), new RateConverter(), new JsonStringEnumConverter() },
    };

    public static void Write(Report report, TextWriter output, CancellationToken stop)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(new JsonReportRoot(report, stop), Options);

        // The serializer uses the system's line ends. In texts a CR is escaped.
        output.Write(Encoding.UTF8.GetString(bytes).Replace("\r", ""));
        output.Write('\n');
    }
}
