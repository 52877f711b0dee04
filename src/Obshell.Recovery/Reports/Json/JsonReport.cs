using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Obshell.Recovery.Reports.Facts;

namespace Obshell.Recovery.Reports.Json;

/// <summary>
/// The report for programs: its facts as they are. By reflection: what the source generator makes of these types is larger than
/// all other formats together, and a report is not written often.
/// </summary>
internal static class JsonReport
{
    // The default encoder also writes <, > and & as escapes: such a text can stand in a page.
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new DisplayTextConverter(), new UtcConverter(), new SecondsConverter(), new RateConverter(), new JsonStringEnumConverter() },
    };

    public static void Write(Report report, TextWriter output, CancellationToken stop)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(new JsonReportRoot(report, stop), Options);

        // The serializer ends lines as the system does. In texts a CR is escaped.
        output.Write(Encoding.UTF8.GetString(bytes).Replace("\r", ""));
        output.Write('\n');
    }
}
