using System.Management.Automation;
using Obshell.Client.Display;
using Obshell.Recovery;

namespace ObshellPS.Drills;

/// <summary>
/// Runs a user's script block on a restored tenant, on the pipeline thread. The check passes if the script has output, and each output
/// object is true for PowerShell (not <c>$false</c>, 0 or empty text). An error or an exception is a failure. A script without output
/// proves nothing. A <see cref="DrillCheck"/> in the output is used unchanged. Warnings, verbose lines and host output go to the streams of
/// the cmdlet.
/// </summary>
internal sealed class ScriptCheck
{
    public const string Name = "Verify";

    /// <summary>The maximum number of characters of script output in a text. Longer output is cut.</summary>
    private const int MaxWords = 500;

    /// <summary>
    /// Without this loop, a <c>break</c> in the script would end a loop of the caller. All non-terminating errors, even the errors of
    /// functions in other modules, are redirected into the output.
    /// </summary>
    private static readonly ScriptBlock Wrapped = ScriptBlock.Create("param($__script, $__tenant) do { & $__script $__tenant 2>&1 } while ($false)");

    private readonly ScriptBlock script;
    private readonly Func<string, string> redact;

    /// <param name="script">The script block; it receives the tenant as <c>$_</c> and as first argument.</param>
    /// <param name="redact">Removes secrets from the output of the script.</param>
    public ScriptCheck(ScriptBlock script, Func<string, string> redact)
    {
        this.script = script;
        this.redact = redact;
    }

    /// <summary>Returns a check with the name <c>Verify</c>, or the checks that the script returned, or both.</summary>
    /// <exception cref="PipelineStoppedException">The user pressed Ctrl+C.</exception>
    public IReadOnlyList<DrillCheck> Run(RestoredTenant tenant)
    {
        object?[] output;
        try
        {
            output = [.. Wrapped.InvokeWithContext(null, [new PSVariable("_", tenant)], script, tenant).Select(o => o?.BaseObject)];
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            return [Check(DrillCheckVerdict.Failed, "VerifyError", DrillCommandTexts.FormatScriptThrew(Words(e.ErrorRecord)))];
        }

        DrillCheck[] own = [.. output.OfType<DrillCheck>().Select(Clean)];
        ErrorRecord[] errors = [.. output.OfType<ErrorRecord>().Where(e => !IsChatter(e))];
        object[] words = [.. output.Where(o => o is not null and not DrillCheck and not ErrorRecord)!];
        if (errors.Length > 0)
        {
            return [.. own, Check(DrillCheckVerdict.Failed, "VerifyError", Listing.Of(errors.Select(Words)))];
        }

        if (words.Length == 0)
        {
            return own.Length > 0 ? own : [Check(DrillCheckVerdict.NotVerified, "NothingSaid", DrillCommandTexts.ScriptWroteNothing)];
        }

        string seen = Listing.Of(words.Select(w => LanguagePrimitives.ConvertTo<string>(w)));
        return
        [
            .. own,
            words.All(LanguagePrimitives.IsTrue)
                ? Check(DrillCheckVerdict.Passed, "", seen)
                : Check(DrillCheckVerdict.Failed, "VerifyFalse", seen.Length > 0 ? DrillCommandTexts.FormatScriptReturned(seen) : ""),
        ];
    }

    /// <summary>
    /// True for text that a program wrote to standard error. Such text is not a failure: the script must check the exit code itself.
    /// </summary>
    private static bool IsChatter(ErrorRecord error) => error.FullyQualifiedErrorId.StartsWith("NativeCommandError", StringComparison.Ordinal);

    private static string Words(ErrorRecord error) => error.ErrorDetails?.Message is { Length: > 0 } details ? details : error.Exception.Message;

    private DrillCheck Clean(DrillCheck check) => new()
    {
        Name = check.Name.Length > 0 ? check.Name : Name,
        Verdict = check.Verdict,
        ReasonId = check.ReasonId.Length > 0 || check.Verdict == DrillCheckVerdict.Passed ? check.ReasonId : "VerifyFalse",
        Seen = Short(check.Seen),
        Expected = Short(check.Expected),
    };

    private DrillCheck Check(DrillCheckVerdict verdict, string reason, string seen) =>
        new() { Name = Name, Verdict = verdict, ReasonId = reason, Seen = Short(seen), Expected = DrillCommandTexts.SomethingTrue };

    private string Short(string text)
    {
        string clean = redact(text);
        return clean.Length <= MaxWords ? clean : clean.Substring(0, MaxWords) + "...";
    }
}
