using System.Globalization;
using Obshell.Client.Display;
using Obshell.Client.Input;

namespace Obshell.Client.Units;

/// <summary>Checks a new unit config without an agent: the agent's own rules, and the characters of PROTOCOL 4.5.</summary>
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

        // The test is not "<= 0", because that is false for NaN.
        if (!(spec.MaxCpu > 0) || double.IsInfinity(spec.MaxCpu))
        {
            faults.Add(new InputFault("InvalidMaxCpu", "MaxCpu", UnitTexts.FormatMaxCpuNotValid(Text(spec.MaxCpu))));
        }
        else if (spec.MinCpu is { } min && !(min > 0 && min <= spec.MaxCpu))
        {
            faults.Add(new InputFault("InvalidMinCpu", "MinCpu", UnitTexts.FormatMinCpuNotValid(Text(min), Text(spec.MaxCpu))));
        }

        if (spec.MaxIops is < 1)
        {
            faults.Add(new InputFault("InvalidMaxIops", "MaxIops", UnitTexts.FormatMaxIopsTooSmall(spec.MaxIops)));
        }

        if (spec.MinIops is < 1 || spec.MinIops > (spec.MaxIops ?? long.MaxValue))
        {
            faults.Add(new InputFault("InvalidMinIops", "MinIops", UnitTexts.FormatMinIopsNotValid(spec.MinIops)));
        }

        return faults;
    }

    /// <summary>Checks a name that will be part of a request's path or of SQL.</summary>
    internal static void CheckName(string name, List<InputFault> faults)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            faults.Add(new InputFault("MissingParameter", "Name", UnitTexts.NameMissing));
        }
        else if (TextRules.UnitConfigName(name) is { } fault)
        {
            faults.Add(new InputFault("InvalidUnitConfigName", "Name", fault));
        }
    }

    /// <summary>Checks the values against the minimum values of the cluster.</summary>
    public static List<InputFault> Check(UnitConfigSpec spec, UnitConfigLimit limit)
    {
        var faults = new List<InputFault>();
        if (SizeText.Parse(spec.MemorySize) < limit.MinMemory)
        {
            faults.Add(new InputFault("UnitConfigTooSmall", "MemorySize", UnitTexts.FormatMemoryTooSmall(TextFault.Quote(spec.MemorySize), Amounts.OfBytes(limit.MinMemory!.Value))));
        }

        // The agent reports one minimum for MIN_CPU and MAX_CPU. Only MAX_CPU is compared, because MIN_CPU cannot be larger.
        if (spec.MaxCpu < limit.MinCpu)
        {
            faults.Add(new InputFault("UnitConfigTooSmall", "MaxCpu", UnitTexts.FormatCpuTooSmall(Text(spec.MaxCpu), Text(limit.MinCpu.Value))));
        }

        return faults;
    }

    /// <summary>Whether the unit config has the requested values. A value that the user did not give is not compared.</summary>
    internal static bool Fits(UnitConfig made, UnitConfigSpec spec) =>
        made.Name == spec.Name
        && made.MemorySize == SizeText.Parse(spec.MemorySize)
        && Agrees(made.MaxCpu, spec.MaxCpu)
        && (spec.MinCpu is not { } min || Agrees(made.MinCpu, min))
        && (spec.MaxIops is null || made.MaxIops == (ulong)spec.MaxIops)
        && (spec.MinIops is null || made.MinIops == (ulong)spec.MinIops)
        && (spec.LogDiskSize is null || made.LogDiskSize == SizeText.Parse(spec.LogDiskSize));

    /// <summary>OceanBase stores the number of cores with two decimals.</summary>
    private static bool Agrees(double? made, double asked) => made is { } cores && Math.Abs(cores - asked) < 0.01;

    private static void CheckSize(string parameter, string text, List<InputFault> faults)
    {
        if (SizeText.Parse(text) is null)
        {
            faults.Add(new InputFault(
                text.Length == 0 ? "MissingParameter" : "InvalidSize", parameter,
                text.Length == 0 ? UnitTexts.SizeMissing
                : CommandArgument.IsDigits(text) ? UnitTexts.FormatSizeInBytes(TextFault.Quote(text))
                : UnitTexts.FormatSizeNotValid(TextFault.Quote(text))));
        }
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
