using System.Management.Automation;
using Obshell.Client.Display;
using Obshell.Recovery;

namespace ObshellPS.Drills;

/// <summary>
/// Runs a user's script block on a restored tenant, on the pipeline thread. What it writes decides about the data: everything it writes must be true as PowerShell understands it (not <c>$false</c>, 0 or an empty text), and there
/// must be something. An error or a throw is a failure; silence proves nothing. A <see cref="DrillCheck"/> that it writes is
/// taken as it is. Warnings, verbose lines and the host's output go where those of the cmdlet go.
/// </summary>
internal sealed class ScriptCheck
{
    public const string Name = "Verify";

    /// <summary>Of what a script wrote, the start.</summary>
    private const int MaxWords = 500;

    /// <summary>
    /// The loop catches a <c>break</c>, which would leave any loop that the caller is in. Errors that do not end the
    /// script come along with its output, also those of functions that belong to another module.
    /// </summary>
    private static readonly ScriptBlock Wrapped = ScriptBlock.Create("param($__script, $__tenant) do { & $__script $__tenant 2>&1 } while ($false)");

    private readonly ScriptBlock script;
    private readonly Func<string, string> redact;

    /// <param name="script">Receives the tenant as <c>$_</c> and as first argument.</param>
    /// <param name="redact">Removes secrets from its text.</param>
    public ScriptCheck(ScriptBlock script, Func<string, string> redact)
    {
        this.script = script;
        this.redact = redact;
    }

    /// <summary>A check called <c>Verify</c>, and those that the script itself made; at least one.</summary>
    /// <exception cref="PipelineStoppedException">Ctrl+C.</exception>
    public IReadOnlyList<DrillCheck> Run(RestoredTenant tenant)
    {
        object?[] output;
        try
        {
            output = [.. Wrapped.InvokeWithContext(null, [new PSVariable("_", tenant)], script, tenant).Select(o => o?.BaseObject)];
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            return [Check(DrillCheckVerdict.Failed, "VerifyError", Words(e.ErrorRecord))];
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
                : Check(DrillCheckVerdict.Failed, "VerifyFalse", seen),
        ];
    }

    /// <summary>What a program writes to its standard error is not a failure by itself: the script looks at its exit code.</summary>
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
