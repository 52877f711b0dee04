using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>One thing that must hold for a restore to succeed: what was read of it becomes findings. Sends nothing.</summary>
internal abstract class PreflightCheck
{
    private readonly PreflightFacts facts;

    protected PreflightCheck(PreflightFacts facts) => this.facts = facts;

    protected TenantRestoreRequest Request => facts.Request;

    protected IReadOnlyList<InputFault> Faults => facts.Faults;

    protected OpenQuestions Open => facts.Open;

    protected ClusterReadings Cluster => facts.Cluster;

    protected BackupReadings Backup => facts.Backup;

    public abstract void Judge();

    protected void AddUnread(string name, ObshellException fault, string parameter)
    {
        if (!IsReported(name, fault))
        {
            Add(name, PreflightVerdict.Unknown, PreflightTexts.FormatUnread(Masked(fault.Message)), "", PreflightTexts.AdviceUnread, parameter);
        }
    }

    /// <summary>Whether another check has reported the reason already: then this one only adds its name to what could not be checked because of it.</summary>
    protected bool IsReported(string name, ObshellException fault) => facts.Unread.IsReported(name, fault);

    /// <summary>Passed, unless it is not clear what the user means by one of those parameters.</summary>
    protected void AddPassed(string name, string seen, string parameter = "", params string[] dependsOn)
    {
        string[] unsettled = [.. dependsOn.Where(Open.Has)];
        if (unsettled.Length == 0)
        {
            Add(name, PreflightVerdict.Passed, seen, "", "", parameter);
        }
        else
        {
            Add(name, PreflightVerdict.Unknown, PreflightTexts.FormatUnsettled(Listing.And(unsettled.Select(u => "-" + u)), seen), "", PreflightTexts.AdviceSettleFirst, parameter);
        }
    }

    /// <summary>Passed for what is sound, and so Unknown as a whole where something must be corrected before it can be looked at.</summary>
    protected void AddPassedExcept(string name, string sound, IReadOnlyCollection<string> rest, string parameter, params string[] dependsOn)
    {
        if (rest.Count == 0)
        {
            AddPassed(name, sound, parameter, dependsOn);
        }
        else
        {
            Add(name, PreflightVerdict.Unknown, Listing.Sentences(sound, PreflightTexts.FormatNotChecked(Listing.Of(rest))), "", PreflightTexts.AdviceSettleFirst, parameter);
        }
    }

    protected void Add(string name, PreflightVerdict verdict, string seen, string agentWouldAnswer = "", string advice = "", string parameter = "") =>
        facts.Findings.Add(new PreflightFinding(name, verdict, seen, agentWouldAnswer, advice, parameter));

    /// <summary>A text that is not ours: what a user gave or an agent said may quote a secret. Our own sentences are never masked, not even where a password is a word of them.</summary>
    protected string Masked(string text) => facts.Redactor.Clean(text);

    protected string Quote(string name) => TextFault.Quote(Masked(name));

    protected string Argument(string name) => CommandArgument.Of(Masked(name));

    protected string Names(IEnumerable<string> names) => Listing.Of(names.Select(Quote));

    protected string Show(AgentDag dag) => PreflightTexts.FormatDagLabel(Masked(dag.Id), Quote(dag.Name), Masked(dag.State));
}
