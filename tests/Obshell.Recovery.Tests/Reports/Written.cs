using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using Obshell.Recovery.Reports;

namespace Obshell.Recovery.Tests.Reports;

/// <summary>Writes reports as text.</summary>
internal static class Written
{
    public static readonly DateTimeOffset Morning = new(2026, 11, 22, 5, 30, 0, TimeSpan.Zero);

    public static string As(ReportFormat format, IEnumerable<RestoreDrillResult> drills, string? title = null)
    {
        var builder = new ReportBuilder();
        foreach (RestoreDrillResult drill in drills)
        {
            builder.Add(drill);
        }

        return As(format, builder, title);
    }

    public static string As(ReportFormat format, ReportBuilder builder, string? title = null)
    {
        using var text = new StringWriter();
        ReportWriting.Write(builder.Build(title, Morning), format, text, CancellationToken.None);
        return text.ToString();
    }
}
