using Obshell.Client;
using Obshell.Client.Display;

namespace ObshellPS.Pipeline;

/// <summary>
/// A cmdlet that sends changes. Each change has the same steps: ask, send once, and write the audit record. If the answer was lost and a
/// later read showed that the change was made, the cmdlet writes a warning (promise 5).
/// </summary>
public abstract class ObChangeCmdlet : ObCmdlet
{
    private Consent? consent;
    private volatile string? underWay;

    /// <summary>True if the user does not want to be asked.</summary>
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
        // Read this value before the work is cancelled, because the cancelled work clears it.
        string? notice = underWay;
        base.StopProcessing();
        if (notice is not null)
        {
            TellHost(notice);
        }
    }

    /// <summary>Writes the record of a successful change.</summary>
    internal void Record(ObConnection connection, string action, string target, string agent, string traceId, string outcome) =>
        WriteInformation(new AuditRecord(action, target, connection.ClusterName, agent, traceId, outcome), [AuditRecord.Tag]);

    /// <summary>
    /// Writes the record of a change that was sent, and that failed or has an unknown outcome. A change that was not sent has no record.
    /// </summary>
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
    /// Asks about the state that was read, and reads the state again after the answer (promise 5), because the user may answer minutes
    /// later. If the state has changed, it asks again or refuses.
    /// </summary>
    /// <param name="look">The state that was read.</param>
    /// <param name="lookAgain">Reads the state again.</param>
    /// <param name="question">Makes the question. It returns null when the change must not be made; the reason has been written.</param>
    /// <returns>The newest state, which the change is based on; null when the change must not be made.</returns>
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

    /// <summary>Sends a change for which all questions have been answered.</summary>
    /// <exception cref="ObshellException">The change failed, or its outcome is unknown; its record has been written.</exception>
    private protected T Send<T>(ObConnection connection, ChangeText<T> text, Func<CancellationToken, Task<T>> send)
        where T : AgentResult =>
        Settle(connection, text, () => RunChange(text.UnderWay, text.Where, send));

    /// <summary>Like <see cref="Send"/>, for a change that was already sent. It waits only for the result.</summary>
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
    /// Like <see cref="ObCmdlet.Run{T}(Func{CancellationToken, Task{T}})"/>, for a change. If the user stops the cmdlet before the answer,
    /// it is unknown whether the change was made. The user then gets a message with the command that shows the outcome.
    /// </summary>
    /// <param name="change">The name of the change that was sent, such as <c>ROLLBACK of DAG 11</c>.</param>
    /// <param name="where">A sentence with the command that shows the outcome.</param>
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
