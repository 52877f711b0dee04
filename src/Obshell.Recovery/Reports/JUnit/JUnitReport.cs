using System.Globalization;
using System.Text;
using System.Xml;
using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.JUnit;

/// <summary>
/// The report as JUnit XML: each item is a test case. A result that was checked and is not good enough is a failure. A drill that proved
/// nothing is an error and not <c>skipped</c>, because CI systems show skipped tests as green. An item is <c>skipped</c> only when a user
/// cancelled it.
/// </summary>
internal static class JUnitReport
{
    public static void Write(Report report, TextWriter output, CancellationToken stop)
    {
        output.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.Entitize, CloseOutput = false };
        using (var xml = XmlWriter.Create(output, settings))
        {
            xml.WriteStartElement("testsuites");
            Counts(xml, report.Title.ToString(), report.Items);
            foreach (IGrouping<ReportKind, ReportItem> suite in report.Items.GroupBy(i => i.Kind))
            {
                xml.WriteStartElement("testsuite");
                Counts(xml, SuiteName(suite.Key), [.. suite]);
                xml.WriteAttributeString("timestamp", report.MadeAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
                foreach (ReportItem item in suite)
                {
                    stop.ThrowIfCancellationRequested();
                    Case(xml, item);
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        output.Write('\n');
    }

    private static void Case(XmlWriter xml, ReportItem item)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", "ObshellPS." + SuiteName(item.Kind));
        xml.WriteAttributeString("name", item.Name.ToString());
        xml.WriteAttributeString("time", Seconds(item));
        if (Element(Outcomes.TestOf(item.Outcome)) is { } element)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("type", item.ReasonId.Or(item.Verdict.ToString()).ToString());
            xml.WriteAttributeString("message", item.Reason.Or(item.Sentence.ToString()).ToString());
            xml.WriteString(Why(item));
            xml.WriteEndElement();
        }

        xml.WriteElementString("system-out", Output(item));
        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, string name, IReadOnlyList<ReportItem> items)
    {
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", items.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", Count(items, TestResult.Failure).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("errors", Count(items, TestResult.Error).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("skipped", Count(items, TestResult.Skipped).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("time", items.Sum(i => i.Took is { } took && took > TimeSpan.Zero ? took.TotalSeconds : 0).ToString("0.000", CultureInfo.InvariantCulture));
    }

    private static int Count(IReadOnlyList<ReportItem> items, TestResult result) => items.Count(i => Outcomes.TestOf(i.Outcome) == result);

    /// <summary>The XML element for a result; null for a test case that passed.</summary>
    private static string? Element(TestResult result) => result switch
    {
        TestResult.Passed => null,
        TestResult.Failure => "failure",
        TestResult.Error => "error",
        TestResult.Skipped => "skipped",
    };

    private static string SuiteName(ReportKind kind) => kind switch
    {
        ReportKind.Drill => "RestoreDrill",
        ReportKind.Restore => "TenantRestore",
        ReportKind.Recovery => "TenantRecovery",
        ReportKind.Task => "Task",
        _ => "Unreadable",
    };

    private static string Seconds(ReportItem item) =>
        (item.Took is { } took && took > TimeSpan.Zero ? took.TotalSeconds : 0).ToString("0.000", CultureInfo.InvariantCulture);

    private static string Why(ReportItem item)
    {
        var text = new StringBuilder("\n").Append(item.Verdict).Append(": ").Append(item.Reason.Or(ReportTexts.NoReason)).Append('\n');
        Line(text, ReportLabels.WhatToDo, item.Advice.ToString());
        foreach (CheckFact check in item.Checks.Concat(item.Findings).Where(c => c.Outcome != Outcome.Good))
        {
            text.Append(check.Verdict).Append(' ').Append(check.Name).Append(": ").Append(check.Seen).Append('\n');
            Line(text, "  " + ReportLabels.Expected, check.Expected.ToString());
            Line(text, "  " + ReportLabels.WhatToDo, check.Advice.ToString());
        }

        return text.ToString();
    }

    private static string Output(ReportItem item)
    {
        var text = new StringBuilder("\n");
        foreach (Target target in new[] { item.Rto, item.Rpo })
        {
            if (target.Seen is not null || target.Demanded is not null)
            {
                Line(text, target.Label, Listing.Clauses(target.SeenText, target.Judgement));
            }
        }

        foreach (Fact fact in item.Figures.Concat(item.Request))
        {
            Line(text, fact.Label, fact.Value.ToString());
        }

        foreach (TimelineRow row in item.Timelines.SelectMany(t => t.Rows))
        {
            Line(text, (row.IsPart ? "  " : "") + row.Label, row.Length is { } took ? Amounts.Of(took) : ReportTexts.NotStarted);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string label, string value)
    {
        if (value.Length > 0)
        {
            text.Append(Listing.Sentences(ReportTexts.FormatLabel(label), value)).Append('\n');
        }
    }
}
