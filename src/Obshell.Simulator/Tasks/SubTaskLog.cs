namespace Obshell.Simulator;

/// <summary>One line of a sub-task's log. Lines of level WARN and ERROR have a prefix (PROTOCOL 5.3).</summary>
internal sealed record SubTaskLog(long Id, int ExecuteTimes, string Text, DateTimeOffset At);
