using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Json;

/// <summary>The report for programs. Names and meanings stay; what is added comes with a higher <c>schemaVersion</c> only where it changes a meaning.</summary>
internal static class JsonReport
{
    private const int SchemaVersion = 1;

    public static void Write(Report report, TextWriter output, CancellationToken stop)
    {
        using var bytes = new MemoryStream();

        // The default encoder also writes <, > and & as escapes: such a text can stand in a page.
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.Default }))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", SchemaVersion);
            Text(json, "title", report.Title);
            json.WriteString("madeAt", report.MadeAt.UtcDateTime);
            json.WriteString("outcome", report.Headline.Outcome.ToString());
            Text(json, "sentence", report.Headline.Sentence);
            json.WriteStartArray("notes");
            foreach (ShownText note in report.Headline.Notes)
            {
                json.WriteStringValue(note.ToString());
            }

            json.WriteEndArray();
            json.WriteStartArray("items");
            foreach (ReportItem item in report.Items)
            {
                stop.ThrowIfCancellationRequested();
                Item(json, item);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        // The writer ends lines as the system does, and cannot be told. In texts a CR is escaped.
        output.Write(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).Replace("\r", ""));
        output.Write('\n');
    }

    private static void Item(Utf8JsonWriter json, ReportItem item)
    {
        json.WriteStartObject();
        json.WriteString("kind", item.Kind.ToString());
        Text(json, "name", item.Name);
        json.WriteString("outcome", item.Outcome.ToString());
        Text(json, "verdict", item.Verdict);
        Text(json, "reasonId", item.ReasonId);
        Text(json, "reason", item.Reason);
        Text(json, "advice", item.Advice);
        Text(json, "cluster", item.Cluster);
        Text(json, "tenant", item.Tenant);
        Moment(json, "startedAt", item.StartedAt);
        Moment(json, "endedAt", item.EndedAt);
        Seconds(json, "seconds", item.Took);
        Target(json, "recoveryTime", item.Rto);
        Target(json, "recoveryPoint", item.Rpo);
        Text(json, "restoredTo", item.ReachedPoint);
        Number(json, "bytes", item.Bytes);
        Number(json, "bytesPerSecond", item.BytesPerSecond is { } rate && !double.IsNaN(rate) && !double.IsInfinity(rate) ? (long)Math.Min(rate, long.MaxValue / 2) : null);
        Text(json, "cleanup", item.Cleanup);
        json.WriteBoolean("leftBehind", item.LeftBehind);
        Facts(json, "figures", item.Figures);
        Facts(json, "request", item.Request);
        Timelines(json, item.Timelines);
        if (item.Throughput is { } throughput)
        {
            json.WriteStartObject("throughput");
            json.WriteNumber("averageBytesPerSecond", (long)throughput.Average);
            json.WriteNumber("peakBytesPerSecond", (long)throughput.Peak);
            Seconds(json, "secondsWithoutProgress", throughput.Stood);
            json.WriteStartArray("steps");
            foreach (ThroughputStep step in throughput.Steps)
            {
                json.WriteStartObject();
                Seconds(json, "from", step.From);
                Seconds(json, "to", step.To);
                json.WriteNumber("bytesPerSecond", (long)step.BytesPerSecond);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (item.Trend is { } trend)
        {
            json.WriteStartObject("trend");
            json.WriteBoolean("becameWorse", trend.IsWorse);
            Text(json, "sentence", trend.Sentence);
            json.WriteStartArray("points");
            foreach (TrendBar bar in trend.Points)
            {
                json.WriteStartObject();
                Moment(json, "startedAt", bar.StartedAt);
                json.WriteString("outcome", bar.Outcome.ToString());
                Seconds(json, "recoverySeconds", bar.RecoveryTime);
                Number(json, "bytes", bar.Bytes);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        Checks(json, "checks", item.Checks);
        Checks(json, "findings", item.Findings);
        Logs(json, item.Logs);
        json.WriteEndObject();
    }

    private static void Timelines(Utf8JsonWriter json, IReadOnlyList<Timeline> timelines)
    {
        json.WriteStartArray("timelines");
        foreach (Timeline timeline in timelines)
        {
            json.WriteStartObject();
            json.WriteString("title", timeline.Title);
            Text(json, "clock", timeline.Note);
            json.WriteStartArray("steps");
            foreach (TimelineRow row in timeline.Rows)
            {
                json.WriteStartObject();
                Text(json, "name", row.Label);
                Text(json, "detail", row.Detail);
                Seconds(json, "from", row.Start);
                Seconds(json, "seconds", row.Length);
                json.WriteString("kind", row.Kind.ToString());
                json.WriteBoolean("isPart", row.IsPart);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Checks(Utf8JsonWriter json, string name, IReadOnlyList<CheckFact> checks)
    {
        json.WriteStartArray(name);
        foreach (CheckFact check in checks)
        {
            json.WriteStartObject();
            Text(json, "name", check.Name);
            json.WriteString("verdict", check.Verdict);
            Text(json, "seen", check.Seen);
            Text(json, "expected", check.Expected);
            Text(json, "advice", check.Advice);
            Text(json, "reasonId", check.ReasonId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Logs(Utf8JsonWriter json, LogExcerpt? logs)
    {
        if (logs is null)
        {
            return;
        }

        json.WriteStartObject("logs");
        json.WriteNumber("lines", logs.Lines);
        json.WriteNumber("linesLeftOut", logs.LeftOut);
        json.WriteStartArray("excerpt");
        foreach (LogGroup group in logs.Groups)
        {
            foreach (LogFact line in group.Lines)
            {
                json.WriteStartObject();
                if (line.LeftOut > 0)
                {
                    json.WriteNumber("linesLeftOut", line.LeftOut);
                }
                else
                {
                    Text(json, "source", group.Source);
                    json.WriteString("level", line.Level.ToString());
                    Text(json, "text", line.Text);
                }

                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Facts(Utf8JsonWriter json, string name, IReadOnlyList<Fact> facts)
    {
        json.WriteStartArray(name);
        foreach (Fact fact in facts)
        {
            json.WriteStartObject();
            json.WriteString("name", fact.Label);
            Text(json, "value", fact.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Target(Utf8JsonWriter json, string name, Target target)
    {
        json.WriteStartObject(name);
        Seconds(json, "seconds", target.Seen);
        Seconds(json, "targetSeconds", target.Demanded);
        if (target.IsMet is { } met)
        {
            json.WriteBoolean("isMet", met);
        }
        else
        {
            json.WriteNull("isMet");
        }

        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, ShownText text) => json.WriteString(name, text.ToString());

    private static void Moment(Utf8JsonWriter json, string name, DateTimeOffset? moment)
    {
        if (moment is { } known)
        {
            json.WriteString(name, known.UtcDateTime);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Seconds(Utf8JsonWriter json, string name, TimeSpan? time)
    {
        if (time is { } known)
        {
            json.WriteNumber(name, Math.Round((decimal)known.TotalSeconds, 3));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Number(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
