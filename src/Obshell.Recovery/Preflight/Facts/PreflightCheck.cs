using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>
/// One condition for the success of a restore. A check makes findings from data that was already read. It sends no requests.
/// </summary>
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
    /// Whether another check has already reported the fault. In this case the name of this check is added to the list of checks that could
    /// not be made.
    /// </summary>
    protected bool IsReported(string name, ObshellException fault) => facts.Unread.IsReported(name, fault);

    /// <summary>
    /// Adds a Passed finding. If the value of a parameter in <paramref name="dependsOn"/> is uncertain, the finding is Unknown.
    /// </summary>
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

    /// <summary>
    /// Adds a Passed finding when everything was checked. If <paramref name="rest"/> lists parts that were not checked, the finding is
    /// Unknown.
    /// </summary>
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
    /// Masks secrets in a text from a user or an agent. The module's own sentences are not masked, because an ordinary word in them may be
    /// equal to a password.
    /// </summary>
    protected string Masked(string text) => facts.Redactor.Clean(text);

    protected string Quote(string name) => TextFault.Quote(Masked(name));

    protected string Argument(string name) => CommandArgument.Of(Masked(name));

    protected string Names(IEnumerable<string> names) => Listing.Of(names.Select(Quote));

    protected string Show(AgentDag dag) => PreflightTexts.FormatDagLabel(Masked(dag.Id), Quote(dag.Name), Masked(dag.State));
}
