using System.Text;
using System.Text.Json;
using Obshell.Recovery.Reports.Facts;

namespace Obshell.Recovery.Reports.Json;

/// <summary>The report for programs: its facts as they are, by the source generator.</summary>
internal static class JsonReport
{
    public static void Write(Report report, TextWriter output, CancellationToken stop)
    {
        // The default encoder also writes <, > and & as escapes: such a text can stand in a page.
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(new JsonReportRoot(report, stop), ReportJson.Default.JsonReportRoot);
        
        // The serializer ends lines as the system does. In texts a CR is escaped.
        output.Write(Encoding.UTF8.GetString(bytes).Replace("\r", ""));
        output.Write('\n');
    }
}
