using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>One condition for the success of a restore. The check makes findings from the readings. It sends nothing.</summary>
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

    /// <summary>
    /// Whether another check has already reported the reason. This check then only adds its name to the checks that could not be made for
    /// that reason.
    /// </summary>
    protected bool IsReported(string name, ObshellException fault) => facts.Unread.IsReported(name, fault);

    /// <summary>Adds Passed, or Unknown when the meaning of one of those parameters is uncertain.</summary>
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

    /// <summary>Adds Passed when everything could be checked. When the user must first correct something, the finding as a whole is Unknown.</summary>
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

    /// <summary>
    /// A text from a user or an agent, which may quote a secret. The module's own sentences are never masked, not even when a password is
    /// one of their words.
    /// </summary>
    protected string Masked(string text) => facts.Redactor.Clean(text);

    protected string Quote(string name) => TextFault.Quote(Masked(name));

    protected string Argument(string name) => CommandArgument.Of(Masked(name));

    protected string Names(IEnumerable<string> names) => Listing.Of(names.Select(Quote));

    protected string Show(AgentDag dag) => PreflightTexts.FormatDagLabel(Masked(dag.Id), Quote(dag.Name), Masked(dag.State));
}
