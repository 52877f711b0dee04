using System.Globalization;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Units;

namespace Obshell.Recovery.Plans.Running;

/// <summary>
/// The unit configs that a recovery needs: unit configs of the cluster, and missing unit configs that can be created with the sizes of the
/// plan.
/// </summary>
public sealed class PlanUnits
{
    private const string Letters = "KMGTP";

    private readonly IReadOnlyList<UnitConfig> there;
    private readonly IReadOnlyList<UnitConfig> ofPlan;
    private readonly UnitConfigLimit limit;

    internal PlanUnits(IReadOnlyList<UnitConfig> there, IReadOnlyList<UnitConfig> ofPlan, UnitConfigLimit? limit)
    {
        this.there = there;
        this.ofPlan = ofPlan;
        this.limit = limit ?? new UnitConfigLimit();
    }

    /// <summary>
    /// The unit config with this name: from the cluster if it exists there, otherwise from the plan. Null when the plan does not contain
    /// it.
    /// </summary>
    internal UnitConfig? Of(string name) => there.FirstOrDefault(u => u.Name == name) ?? ofPlan.FirstOrDefault(u => u.Name == name);

    internal bool IsMissing(string name) => !there.Any(u => u.Name == name);

    /// <summary>The values for the creation of a unit config; null when the plan has no sizes for it.</summary>
    /// <param name="name">The name of a unit config that does not exist on the cluster.</param>
    /// <param name="fault">Why the unit config cannot be created; null when it can be created.</param>
    internal UnitConfigSpec? SpecOf(string name, out string? fault)
    {
        fault = null;
        if (ofPlan.FirstOrDefault(u => u.Name == name) is not { MaxCpu: { } cpu, MemorySize: { } memory } unit)
        {
            fault = PlanTexts.UnitConfigWithoutSizes;
            return null;
        }

        var spec = new UnitConfigSpec
        {
            Name = name,
            MaxCpu = cpu,
            MinCpu = unit.MinCpu,
            MemorySize = Size(memory),
            LogDiskSize = unit.LogDiskSize is > 0 and { } log ? Size(log) : null,
            MaxIops = Iops(unit.MaxIops),
            MinIops = Iops(unit.MinIops),
        };
        fault = Listing.Sentences(UnitConfigChecker.Check(spec, limit).Concat(UnitConfigChecker.Check(spec)).Select(f => f.Message).Distinct());
        fault = fault.Length == 0 ? null : fault;
        return spec;
    }

    /// <summary>
    /// The size as an integer with the largest possible unit. A size that is not a multiple of 1024 has no unit, because K is the agent's
    /// smallest unit.
    /// </summary>
    private static string Size(long bytes)
    {
        int step = 0;
        while (bytes > 0 && bytes % 1024 == 0 && step < Letters.Length)
        {
            bytes /= 1024;
            step++;
        }

        return bytes.ToString(CultureInfo.InvariantCulture) + (step == 0 ? "" : Letters[step - 1].ToString());
    }

    /// <summary>The IOPS limit; null for a value that means "no limit". Null is not sent, and OceanBase sets the value.</summary>
    private static long? Iops(ulong? given) => given is { } number && number < long.MaxValue ? (long)number : null;
}
