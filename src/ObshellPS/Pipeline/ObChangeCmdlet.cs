using Obshell.Client;
using Obshell.Client.Display;

namespace ObshellPS.Pipeline;

/// <summary>
/// A cmdlet that sends changes. All of them go this way: the question, one send, the audit record of what was sent, and the
/// warning when the change is only known from looking for it (promise 5).
/// </summary>
public abstract class ObChangeCmdlet : ObCmdlet
{
    private Consent? consent;
    private volatile string? underWay;

    /// <summary>The user does not want to be asked.</summary>
    private protected virtual bool IsForced => false;

    private Consent Consent => consent ??= new Consent(this, IsForced);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (NothingCame)
        {
            WriteWarning(PipelineTexts.NothingPiped);
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        // Read first: the work that is cancelled clears it.
        string? notice = underWay;
        base.StopProcessing();
        if (notice is not null)
        {
            TellHost(notice);
        }
    }

    /// <summary>Leaves a record of a change that was sent and carried out.</summary>
    internal void Record(ObConnection connection, string action, string target, string agent, string traceId, string outcome) =>
        WriteInformation(new AuditRecord(action, target, connection.ClusterName, agent, traceId, outcome), [AuditRecord.Tag]);

    /// <summary>Leaves a record of a change that was sent and failed, or whose end is unknown; none of what never left this machine.</summary>
    internal void Record(ObConnection connection, string action, string target, ObshellException fault)
    {
        if (fault.SentChange is { } sent)
        {
            Record(connection, action, target, sent.Agent, sent.TraceId, sent.Outcome ?? fault.ErrorId);
        }
    }

    /// <inheritdoc cref="Consent.IsGiven(string, string, bool, bool)"/>
    private protected bool MayChange(string target, string action, bool isDestructive = false) => Consent.IsGiven(target, action, isDestructive);

    /// <summary>
    /// Asks about what was read, and reads it again when the answer has come (promise 5): a question may be open for minutes. What has
    /// changed meanwhile is asked again, or refused.
    /// </summary>
    /// <param name="look">What was read.</param>
    /// <param name="lookAgain">Reads it again.</param>
    /// <param name="question">What to ask; null when it must not be done, and then everything is said.</param>
    /// <returns>The newest look, by which the change is made; null when it must not be made.</returns>
    private protected T? Agreed<T>(T look, Func<T> lookAgain, Func<T, ChangeQuestion?> question)
        where T : class
    {
        while (question(look) is { } asked && Consent.IsGiven(asked.Target, asked.Action, asked.IsDestructive, asked.IsHarmless))
        {
            if (!Consent.HasAsked(asked.IsDestructive, asked.IsHarmless))
            {
                return look;
            }

            look = lookAgain();
            if (question(look) is not { } now)
            {
                return null;
            }

            if (now.Essence == asked.Essence)
            {
                return look;
            }

            WriteWarning(PipelineTexts.FormatChangedMeanwhile(asked.Target));
        }

        return null;
    }

    /// <inheritdoc cref="Consent.Ask"/>
    private protected ConsentAnswer Ask(string target, string action) => Consent.Ask(target, action);

    /// <summary>Sends a change on which everything has been asked.</summary>
    /// <exception cref="ObshellException">It failed, or its outcome is unknown; the record of it is written.</exception>
    private protected T Send<T>(ObConnection connection, ChangeText<T> text, Func<CancellationToken, Task<T>> send)
        where T : AgentResult =>
        Settle(connection, text, () => RunChange(text.UnderWay, text.Where, send));

    /// <summary>As <see cref="Send"/>, of a change that was sent already: takes its result.</summary>
    private protected T Settle<T>(ObConnection connection, ChangeText<T> text, Func<T> end)
        where T : AgentResult
    {
        T result;
        try
        {
            result = end();
        }
        catch (ObshellException e)
        {
            Record(connection, text.Action, text.Target, e);
            throw;
        }

        Record(connection, text.Action, text.Target, result.Agent, result.TraceId, text.Outcome(result));
        if (result.AnswerLost)
        {
            WriteWarning(Listing.Sentences(PipelineTexts.AnswerLost, text.Found(result)));
        }

        return result;
    }

    /// <summary>
    /// As <see cref="ObCmdlet.Run{T}(Func{CancellationToken, Task{T}})"/>, for a change. When it is stopped before the answer has come,
    /// it is not known whether it was carried out; the user is informed, with the command that shows it.
    /// </summary>
    /// <param name="change">What was sent, such as <c>ROLLBACK of DAG 11</c>.</param>
    /// <param name="where">A sentence on what shows it.</param>
    /// <param name="work">The change.</param>
    private protected T RunChange<T>(string change, string where, Func<CancellationToken, Task<T>> work)
    {
        underWay = PipelineTexts.FormatStopped(change, where);
        try
        {
            return Run(work);
        }
        finally
        {
            underWay = null;
        }
    }
}
