using System.Globalization;
using Obshell.Client.Display;
using Obshell.Client.Input;

namespace Obshell.Client.Units;

/// <summary>The rules for a new unit config that need no agent: its own, and the characters of PROTOCOL 4.5.</summary>
public static class UnitConfigChecker
{
    /// <summary>Every fault that can be found without an agent.</summary>
    public static List<InputFault> Check(UnitConfigSpec spec)
    {
        var faults = new List<InputFault>();
        CheckName(spec.Name, faults);
        CheckSize("MemorySize", spec.MemorySize, faults);
        if (spec.LogDiskSize is { } log)
        {
            CheckSize("LogDiskSize", log, faults);
        }

        // Not "<= 0": NaN is neither.
        if (!(spec.MaxCpu > 0) || double.IsInfinity(spec.MaxCpu))
        {
            faults.Add(new InputFault("InvalidMaxCpu", "MaxCpu", $"{Text(spec.MaxCpu)} is no number of cores above 0."));
        }
        else if (spec.MinCpu is { } least && !(least > 0 && least <= spec.MaxCpu))
        {
            faults.Add(new InputFault("InvalidMinCpu", "MinCpu", $"{Text(least)} is not above 0 and at most MaxCpu ({Text(spec.MaxCpu)})."));
        }

        if (spec.MaxIops is < 1)
        {
            faults.Add(new InputFault("InvalidMaxIops", "MaxIops", $"{spec.MaxIops} is less than 1. Leave it out for no limit."));
        }

        if (spec.MinIops is < 1 || spec.MinIops > (spec.MaxIops ?? long.MaxValue))
        {
            faults.Add(new InputFault("InvalidMinIops", "MinIops", $"{spec.MinIops} is less than 1 or more than MaxIops."));
        }

        return faults;
    }

    /// <summary>A name that goes into a path or into SQL.</summary>
    internal static void CheckName(string name, List<InputFault> faults)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            faults.Add(new InputFault("MissingParameter", "Name", "The name of the unit config is missing."));
        }
        else if (TextRules.UnitConfigName(name) is { } fault)
        {
            faults.Add(new InputFault("InvalidUnitConfigName", "Name", fault));
        }
    }

    /// <summary>What the cluster itself demands at least.</summary>
    public static List<InputFault> Check(UnitConfigSpec spec, UnitConfigLimit limit)
    {
        var faults = new List<InputFault>();
        if (SizeText.Parse(spec.MemorySize) < limit.MinMemory)
        {
            faults.Add(new InputFault("UnitConfigTooSmall", "MemorySize", $"{TextFault.Quote(spec.MemorySize)} is less than this cluster's least, {Amounts.OfBytes(limit.MinMemory!.Value)}."));
        }

        // MAX_CPU, since a least above it is no least: the agent tells one number for both.
        if (spec.MaxCpu < limit.MinCpu)
        {
            faults.Add(new InputFault("UnitConfigTooSmall", "MaxCpu", $"{Text(spec.MaxCpu)} is less than this cluster's least, {Text(limit.MinCpu.Value)} cores."));
        }

        return faults;
    }

    /// <summary>Whether it is what was asked for. What was left to OceanBase may be anything.</summary>
    internal static bool Fits(UnitConfig made, UnitConfigSpec spec) =>
        made.Name == spec.Name
        && made.MemorySize == SizeText.Parse(spec.MemorySize)
        && Agrees(made.MaxCpu, spec.MaxCpu)
        && (spec.MinCpu is not { } least || Agrees(made.MinCpu, least))
        && (spec.MaxIops is null || made.MaxIops == (ulong)spec.MaxIops)
        && (spec.MinIops is null || made.MinIops == (ulong)spec.MinIops)
        && (spec.LogDiskSize is null || made.LogDiskSize == SizeText.Parse(spec.LogDiskSize));

    /// <summary>OceanBase keeps hundredths of a core.</summary>
    private static bool Agrees(double? made, double asked) => made is { } cores && Math.Abs(cores - asked) < 0.01;

    private static void CheckSize(string parameter, string text, List<InputFault> faults)
    {
        if (SizeText.Parse(text) is null)
        {
            faults.Add(new InputFault(
                text.Length == 0 ? "MissingParameter" : "InvalidSize", parameter,
                text.Length == 0 ? "A size is missing, e.g. 4G." : $"'{TextFault.Quote(text)}' is no size. Write a whole number and K, M, G, T or P, e.g. 4G."));
        }
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
