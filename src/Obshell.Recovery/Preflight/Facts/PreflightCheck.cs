using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>One thing that must hold for a restore to succeed: what was read of it becomes findings. Sends nothing.</summary>
internal abstract class PreflightCheck
{
    protected const string SettleFirst = "Correct what failed, and run the preflight again.";

    private readonly PreflightFacts facts;

    protected PreflightCheck(PreflightFacts facts) => this.facts = facts;

    protected TenantRestoreRequest Request => facts.Request;

    protected IReadOnlyList<InputFault> Faults => facts.Faults;

    protected OpenQuestions Open => facts.Open;

    protected ClusterReadings Cluster => facts.Cluster;

    protected BackupReadings Backup => facts.Backup;

    public abstract void Judge();

    protected void AddUnread(string name, ObshellException fault, string parameter) =>
        Add(name, PreflightVerdict.Unknown, "It could not be read: " + Masked(fault.Message), "", "See to it that the agent answers, and run the preflight again.", parameter);

    /// <summary>Passed, unless it is not settled what the user means by one of those parameters.</summary>
    protected void AddPassed(string name, string seen, string parameter = "", params string[] hangsOn)
    {
        string[] unsettled = [.. hangsOn.Where(Open.Has)];
        if (unsettled.Length == 0)
        {
            Add(name, PreflightVerdict.Passed, seen, "", "", parameter);
        }
        else
        {
            Add(name, PreflightVerdict.Unknown, $"It is not settled which -{string.Join(" and -", unsettled)} is meant. As understood: {seen}", "", SettleFirst, parameter);
        }
    }

    /// <summary>Passed for what is sound, and so Unknown as a whole where something must be corrected before it can be looked at.</summary>
    protected void AddPassedExcept(string name, string sound, IReadOnlyCollection<string> rest, string parameter, params string[] hangsOn)
    {
        if (rest.Count == 0)
        {
            AddPassed(name, sound, parameter, hangsOn);
        }
        else
        {
            Add(name, PreflightVerdict.Unknown, (sound.Length == 0 ? "" : sound + " ") + $"Not checked: {string.Join(", ", rest)}.", "", SettleFirst, parameter);
        }
    }

    protected void Add(string name, PreflightVerdict verdict, string seen, string agentWouldAnswer = "", string advice = "", string parameter = "") =>
        facts.Findings.Add(new PreflightFinding(name, verdict, seen, agentWouldAnswer, advice, parameter));

    /// <summary>A text that is not ours: what a user gave or an agent said may quote a secret. Our own words are never masked, not even where a password is one of them.</summary>
    protected string Masked(string text) => facts.Redactor.Clean(text);

    protected string Quote(string name) => TextFault.Quote(Masked(name));

    protected string Argument(string name) => CommandArgument.Of(Masked(name));

    protected string Names(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));

    protected string Show(AgentDag dag) => $"DAG {Masked(dag.Id)} '{Quote(dag.Name)}' ({Masked(dag.State)})";
}
