using System.Globalization;
using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>
/// The capacity that must stay free in every zone for other tenants while drills run. It is an amount, <c>@{Cpu=2; MemoryGB=8}</c>, or a
/// percentage of the zone's capacity, <c>@{CpuPercent=25; MemoryPercent=25}</c>. If both are given, both apply.
/// </summary>
public sealed class DrillCapacity
{
    /// <summary>CPU cores.</summary>
    public double Cpu { get; set => field = NotNegative(value, nameof(Cpu)); }

    /// <summary>Memory in GB of 1024^3 bytes.</summary>
    public double MemoryGB { get; set => field = NotNegative(value, nameof(MemoryGB)); }

    /// <summary>Percent of all cores of the zone's servers.</summary>
    public double CpuPercent { get; set => field = Percent(value, nameof(CpuPercent)); }

    /// <summary>Percent of all memory of the zone's servers.</summary>
    public double MemoryPercent { get; set => field = Percent(value, nameof(MemoryPercent)); }

    /// <inheritdoc/>
    public override string ToString()
    {
        var parts = new List<string>();
        void Add(double value, string shown)
        {
            if (value > 0)
            {
                parts.Add(shown);
            }
        }

        static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
        Add(Cpu, Amounts.OfCores(Cpu));
        Add(MemoryGB, Amounts.OfBytes(MemoryGB * (1L << 30)));
        Add(CpuPercent, DrillTexts.FormatCoresPercent(Number(CpuPercent)));
        Add(MemoryPercent, DrillTexts.FormatMemoryPercent(Number(MemoryPercent)));
        return parts.Count == 0 ? DrillTexts.NoCapacityKept : Listing.Of(parts);
    }

    /// <summary>The cores that must stay free in a zone; null when unknown.</summary>
    internal double? CpuFloor(ObZone zone) =>
        CpuPercent == 0 ? Cpu
        : zone.ServerCount is null || zone.Servers.Any(s => s.CpuTotal is null) ? null
        : Math.Max(Cpu, zone.Servers.Sum(s => s.CpuTotal!.Value) * CpuPercent / 100);

    /// <summary>The bytes of memory that must stay free in a zone; null when unknown.</summary>
    internal double? MemoryFloor(ObZone zone) =>
        MemoryPercent == 0 ? MemoryGB * (1L << 30)
        : zone.ServerCount is null || zone.Servers.Any(s => s.MemoryTotal is null) ? null
        : Math.Max(MemoryGB * (1L << 30), zone.Servers.Sum(s => (double)s.MemoryTotal!.Value) * MemoryPercent / 100);

    private static double NotNegative(double value, string name) => value >= 0 && value < 1e9
        ? value
        : throw new ArgumentOutOfRangeException(name, value, DrillTexts.CapacityNegative);

    private static double Percent(double value, string name) => value is >= 0 and <= 100
        ? value
        : throw new ArgumentOutOfRangeException(name, value, DrillTexts.CapacityPercent);
}
