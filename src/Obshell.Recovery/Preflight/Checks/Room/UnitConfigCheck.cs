using System.Globalization;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Errors;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks.Room;

/// <summary>Row 9 of PROTOCOL 4.3, second part: the unit configs exist.</summary>
internal sealed class UnitConfigCheck : ZoneCheck
{
    /// <summary>Name of the finding.</summary>
    public const string Name = "UnitConfigsExist";

    /// <summary>Name of the finding about the minimum size of a unit.</summary>
    public const string Minimum = "UnitConfigMinimum";

    public UnitConfigCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    protected override void JudgeZones()
    {
        const string Parameter = "ZoneList";
        if (Cluster.Units.Value is not { } units)
        {
            AddUnread(Name, Cluster.Units.Fault!, Parameter);
            return;
        }

        string[] wanted = [.. Request.ZoneList.Where(HasUnitConfig).Select(z => z.UnitConfigName).Distinct(StringComparer.Ordinal)];
        string[] missing = [.. wanted.Where(n => units.All(u => u.Name != n))];
        JudgeMinimum([.. units.Where(u => wanted.Contains(u.Name, StringComparer.Ordinal))], Parameter);
        if (missing.Length > 0)
        {
            Add(
                Name, PreflightVerdict.Failed,
                missing.Length == 1
                    ? PreflightTexts.FormatUnitConfigMissing(Names(missing), Names(units.Select(u => u.Name)))
                    : PreflightTexts.FormatUnitConfigsMissing(Names(missing), Names(units.Select(u => u.Name))),
                ErrorCodes.UnitConfigNotExist, PreflightTexts.AdviceUnitConfigMissing, Parameter);
        }
        else
        {
            string found = wanted.Length == 0 ? "" : PreflightTexts.FormatUnitConfigsFound(Names(wanted));
            AddPassedExcept(Name, found, [.. Request.ZoneList.Where(z => !HasUnitConfig(z)).Select(z => PreflightTexts.FormatPartUnitConfigOf(Label(z)))], Parameter, Parameter);
        }
    }

    /// <summary>
    /// Checks the minimum size of a unit. For a smaller unit, OceanBase creates no resource pool, and the restore fails in stage 2.
    /// </summary>
    private void JudgeMinimum(UnitConfig[] wanted, string parameter)
    {
        if (Cluster.UnitLimit.Value is not { } limit)
        {
            Add(Minimum, PreflightVerdict.Note, PreflightTexts.UnitMinimumUnread, "", "", parameter);
            return;
        }

        string[] small = [.. wanted.Where(u => u.MemorySize < limit.MinMemory || u.MinCpu < limit.MinCpu).Select(u => u.Name)];
        if (small.Length > 0)
        {
            string least = Listing.Of(
                limit.MinMemory is { } memory ? PreflightTexts.FormatMinimumMemory(Amounts.OfBytes(memory)) : null,
                limit.MinCpu is { } cpu ? PreflightTexts.FormatMinimumCpu(cpu.ToString(CultureInfo.InvariantCulture)) : null);
            Add(
                Minimum, PreflightVerdict.Failed, small.Length == 1 ? PreflightTexts.FormatUnitConfigTooSmall(Names(small), least) : PreflightTexts.FormatUnitConfigsTooSmall(Names(small), least), "",
                PreflightTexts.AdviceUnitMinimum, parameter);
        }
    }
}
