namespace Obshell.Client.Drills;

/// <summary>Is told what drills do. Called from their own tasks, several at once; must not block.</summary>
internal interface IDrillObserver
{
    /// <summary>It has come to another step.</summary>
    void Moved(RestoreDrill drill, string step);

    /// <summary>The restore is at work; <paramref name="job"/> is OceanBase's, where it was read.</summary>
    void Progressed(RestoreDrill drill, DagDetail now, RestoreOverview? job);

    /// <summary>A change was answered.</summary>
    void Sent(string action, string target, string agent, string traceId, string outcome);

    /// <summary>A change failed.</summary>
    void Refused(string action, string target, ObshellException fault);

    /// <summary>Something that the user should know and that is no part of the result.</summary>
    void Warned(string text);
}
