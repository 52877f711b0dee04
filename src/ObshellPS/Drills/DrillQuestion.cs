using Obshell.Recovery.Drills.Planning;

namespace ObshellPS.Drills;

/// <summary>What a drill will do, in words: shown by -WhatIf and asked by -Confirm.</summary>
internal static class DrillQuestion
{
    public static string For(DrillSource source, bool keepTenant, bool keepOnFailure)
    {
        string until = source.Until.IsNamed ? $"up to {source.Until}" : "up to the newest point of the backup";
        string checks = source.Verifier?.Plan is { Length: > 0 } own ? $"verify it by the agent's view and {own}" : "verify it by the agent's view";
        string last = keepTenant ? "keep it" : keepOnFailure ? "drop it unless it failed" : "drop it";
        return $"Restore '{source.Name}' from {source.Template.DataBackupUri} {until} into {string.Join(", ", source.Template.ZoneList.Select(z => z.ToString()))}, {checks}, measure, and {last}";
    }
}
