using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Drills.Planning;

namespace ObshellPS.Drills;

/// <summary>The sentences that say what a drill will do. -WhatIf shows them, and the question of -Confirm contains them.</summary>
internal static class DrillQuestion
{
    public static string For(DrillSource source, DrillKeep keep)
    {
        string uri = source.Template.DataBackupUri?.ToString() ?? "";
        string zones = Listing.Of(source.Template.ZoneList.Select(z => z.ToString()));
        return Listing.Sentences(
            source.Until.IsNamed ? DrillCommandTexts.FormatRestoreToPoint(source.Name, uri, source.Until.ToString(), zones) : DrillCommandTexts.FormatRestoreNewest(source.Name, uri, zones),
            source.Verifier?.Plan is { Length: > 0 } own ? DrillCommandTexts.FormatVerifyBy(own) : DrillCommandTexts.VerifyByAgent,
            keep switch
            {
                DrillKeep.Always => DrillCommandTexts.ThenKeep,
                DrillKeep.OnFailure => DrillCommandTexts.ThenDropUnlessFailed,
                _ => DrillCommandTexts.ThenDrop,
            });
    }
}
